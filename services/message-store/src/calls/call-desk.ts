import { context, ROOT_CONTEXT, type Context } from '@opentelemetry/api';
import { callChanged, callChangedTopic, headers, protobufContentType } from '@bellhop/contracts';
import { createGatherer, type OutgoingRecord, type Producer } from '@bellhop/kafka';
import { ResourceExhausted, ServiceError, traceHeaders, Unavailable, type Logger } from '@bellhop/runtime';
import type { CallOrder, CallStore, StoredCallEvent } from '../db/call-store.ts';
import type { Decision } from '../domain/call-machine.ts';
import type { StoreEvents } from '../events.ts';
import { repeat } from './repeat.ts';

/** Carries out what is done to calls. */
export interface CallDesk {
  /**
   * Resolves when the decision is durable. What comes while others are being decided is decided together with the next ones.
   * Throws ResourceExhausted when too many wait, Unavailable when the database does not take it.
   */
  carryOut(order: CallOrder): Promise<Decision>;
  close(): Promise<void>;
}

const MAX_BATCH = 200;
const MAX_WAITING = 5_000;
/** Batches at a time: one waits for the database while another one is decided. Of one call the row's lock lets one at a time. */
const CONCURRENCY = 2;
const MOST_TRIES = 3;
const LOCK_NOT_AVAILABLE = '55P03';

const LOOK_EVERY_MS = 200;
const SWEEP_EVERY_MS = 1_000;
/** Events that are still here after this were left by a process that died, or wait for Kafka. */
const LEFT_BEHIND_MS = 2_000;
const MAX_SWEPT = 500;
const FORGET_AFTER_MS = 100;

interface Waiting {
  readonly order: CallOrder;
  /** The trace it belongs to. */
  readonly context: Context;
  readonly resolve: (decision: Decision) => void;
  readonly reject: (error: unknown) => void;
}

/** Also ends what is due, and publishes what another process could not; several replicas may do so at once. */
export function callDesk(deps: {
  calls: CallStore;
  producer: Producer;
  events: Pick<StoreEvents, 'callsDecided' | 'callsTimedOut'>;
  log: Logger;
  clock: () => number;
}): CallDesk {
  const { calls, producer, events, log, clock } = deps;
  let waiting: Waiting[] = [];
  const working = new Set<Promise<void>>();

  const forget = createGatherer<StoredCallEvent>({
    waitMs: FORGET_AFTER_MS,
    maxItems: 2_000,
    publish: (told) => calls.forgetEvents(told),
  });

  const tell = (
    stored: readonly (StoredCallEvent & { readonly from: number })[],
    batch: readonly Pick<Waiting, 'context'>[],
  ): void => {
    if (stored.length === 0) return;
    producer
      .publish(stored.map((event) => recordOf(event, batch[event.from]?.context)))
      .then(() => forget(stored))
      // They stay in the database, from where the sweep brings them.
      .catch((error: unknown) =>
        log.warn({ err: error, events: stored.length }, 'changes of calls not told yet, trying again: is Kafka away?'),
      );
  };

  const decide = async (batch: readonly Waiting[]): Promise<void> => {
    const started = performance.now();
    const { decisions, events: stored } = await calls.apply(
      batch.map(({ order }) => order),
      clock(),
    );
    tell(stored, batch);
    events.callsDecided(batch.length, performance.now() - started);
    batch.forEach(({ resolve }, index) => resolve(decisions[index] as Decision));
  };

  /** Alone: somebody else may have made the same call at the same moment, which the next try finds. */
  const decideAlone = async (one: Waiting): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await decide([one]);
      } catch (error) {
        if (attempt < MOST_TRIES && error instanceof ServiceError && error.code === 'CALL_MEANWHILE') continue;
        return one.reject(error);
      }
    }
  };

  /** One order that cannot be carried out now (its call is locked elsewhere), or is a bug, holds up none of the others. */
  const decideAll = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      await decide(batch);
    } catch (error) {
      if (isDatabaseAway(error)) for (const { reject } of batch) reject(error);
      else await Promise.all(batch.map(decideAlone));
    }
  };

  const work = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve)); // what comes in this turn goes together
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MAX_BATCH);
      waiting = waiting.slice(MAX_BATCH);
      await decideAll(batch);
    }
  };

  const carryOut = (order: CallOrder): Promise<Decision> => {
    if (waiting.length >= MAX_WAITING)
      return Promise.reject(new ResourceExhausted('too many calls are being made', { retryAfterMs: 500 }));
    return new Promise((resolve, reject) => {
      waiting.push({ order, context: context.active(), resolve, reject });
      if (working.size >= CONCURRENCY) return;
      const mine: Promise<void> = work().finally(() => working.delete(mine));
      working.add(mine);
    });
  };

  /** Invitations whose time is over. Another replica may be faster; then there is nothing left to do. */
  const lookForDue = async (): Promise<void> => {
    const due = await calls.due(clock(), MAX_SWEPT);
    if (due.length === 0) return;
    await Promise.all(due.map((key) => carryOut({ ...key, command: { kind: 'look' } })));
    events.callsTimedOut(due.length);
  };

  const sweep = async (): Promise<void> => {
    const publish = (left: readonly StoredCallEvent[]) => producer.publish(left.map((event) => recordOf(event)));
    while ((await calls.sweepEvents(clock() - LEFT_BEHIND_MS, MAX_SWEPT, publish)) === MAX_SWEPT);
  };

  const loops = [
    repeat(lookForDue, { everyMs: LOOK_EVERY_MS, what: 'due calls', log }),
    repeat(sweep, { everyMs: SWEEP_EVERY_MS, what: 'events of calls', log }),
  ];

  return {
    carryOut,
    close: async () => {
      await Promise.all(loops.map((loop) => loop.close()));
      await Promise.all(working);
    },
  };
}

/** Then no order can be carried out. */
function isDatabaseAway(error: unknown): boolean {
  return error instanceof Unavailable && error.code === 'POSTGRES_UNAVAILABLE' && !isLockedElsewhere(error.cause);
}

function isLockedElsewhere(cause: unknown): boolean {
  return (cause as { code?: unknown } | undefined)?.code === LOCK_NOT_AVAILABLE;
}

function recordOf({ app, callId, event }: StoredCallEvent, from?: Context): OutgoingRecord {
  return {
    topic: callChangedTopic.name,
    key: `${app}/${callId}`,
    value: event,
    headers: {
      [headers.eventType]: callChanged.type,
      [headers.contentType]: protobufContentType,
      [headers.app]: app,
      ...traceHeaders(from ?? ROOT_CONTEXT),
    },
  };
}
