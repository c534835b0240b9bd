import { messageAcceptedTopic, offlineRecipientTopic, pushTaskTopic, vendorNames } from '@bellhop/contracts';
import type { GroupProgress, LagReader, Producer } from '@bellhop/kafka';
import { ResourceExhausted, type Logger } from '@bellhop/runtime';
import type { OverloadSettings } from '../config.ts';
import { observe, startOfAdmission, type AdmissionState, type StageProgress } from '../domain/admission.ts';
import { createTokenBucket, type TokenBucket } from '../domain/token-bucket.ts';
import type { Backlog, GatewayEvents } from '../events.ts';

/** The groups whose progress says how far the pipeline is behind. */
export const watchedGroups: readonly { group: string; topics: readonly string[] }[] = [
  { group: 'message-store', topics: [messageAcceptedTopic.name] },
  { group: 'push-router', topics: [offlineRecipientTopic.name] },
  ...vendorNames.map((vendor) => ({ group: `vendor-adapters.${vendor}`, topics: [pushTaskTopic(vendor).name] })),
];

export interface AdmissionController {
  /** Throws ResourceExhausted when `messages` more would be too many now. */
  readonly admit: (messages: number) => void;
  close(): Promise<void>;
}

const BUSY_POLL_MS = 500;
const IDLE_POLL_MS = 5_000;
/** Without news for so long the last limit is forgotten: better none than one from another time. */
const STALE_MS = 15_000;

/** Sheds load before the pipeline is late. Looks often while messages come, seldom when nothing happens. */
export function startAdmissionController(deps: {
  lag: Pick<LagReader, 'progress'>;
  producer: Pick<Producer, 'bufferedBytes' | 'expectedWaitMs'>;
  /** For how long the oldest delivery has waited for its acknowledgement, ms. */
  ackWaitMs: () => number;
  settings: OverloadSettings;
  events: GatewayEvents;
  log: Logger;
  clock: () => number;
}): AdmissionController {
  const { lag, producer, ackWaitMs, settings, events, log, clock } = deps;
  let state: AdmissionState = { ...startOfAdmission, atMs: clock() };
  let accepted = 0;
  let bucket: TokenBucket | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let looking: Promise<void> = Promise.resolve();
  let lastLookMs = clock();

  const look = async (): Promise<void> => {
    try {
      const progress = await lag.progress();
      events.backlogSeen(backlogOf(progress));
      const taken = accepted;
      accepted = 0;
      state = observe(
        state,
        observationOf(progress, { atMs: clock(), accepted: taken, ackWaitMs: ackWaitMs() }),
        settings,
      );
    } catch (error) {
      log.debug({ err: error }, 'lag not read');
      if (clock() - state.atMs > STALE_MS) {
        state = { ...startOfAdmission, atMs: clock() };
        events.backlogSeen([]);
      }
    }
    if (state.limitPerSecond === undefined) bucket = undefined;
    else bucket ??= createTokenBucket({ burstSeconds: 0.2 });
    events.pipelineSeen(state.delayMs, state.limitPerSecond);
    lastLookMs = clock();
    schedule(accepted > 0 || state.delayMs > 0 ? BUSY_POLL_MS : IDLE_POLL_MS);
  };
  const schedule = (ms: number): void => {
    if (closed) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      looking = look();
    }, ms);
    isIdle = ms === IDLE_POLL_MS;
  };
  let isIdle = false;
  schedule(0);

  /** How long these messages would have to wait; undefined = they may come now. */
  const waitFor = (messages: number): number | undefined => {
    if (accepted > 0 && accepted + messages > state.headroom) return BUSY_POLL_MS;
    const { limitPerSecond } = state;
    if (limitPerSecond === undefined) return undefined;
    const taken = bucket?.take({ count: messages, ratePerSecond: limitPerSecond, nowMs: clock() });
    return taken?.ok === false ? taken.retryAfterMs : undefined;
  };

  return {
    admit: (messages) => {
      const producerWaitMs = producer.expectedWaitMs();
      if (producerWaitMs > settings.targetDelayMs || producer.bufferedBytes() > settings.maxProducerBytes) {
        events.shed(messages, 'producer');
        throw new ResourceExhausted('too much is waiting for Kafka, try again later', {
          retryAfterMs: spread(Math.max(producerWaitMs, 1_000)),
        });
      }
      const waitMs = waitFor(messages);
      if (waitMs !== undefined) {
        events.shed(messages, 'pipeline');
        const retryAfterMs = spread(Math.max(waitMs, 250));
        throw new ResourceExhausted('the system is at its limit, try again later', { retryAfterMs });
      }
      accepted += messages;
      if (isIdle) schedule(Math.max(0, BUSY_POLL_MS - (clock() - lastLookMs)));
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

/** So that what was refused together does not come back together. */
function spread(ms: number): number {
  return Math.round(ms * (1 + Math.random()));
}

/** A group that never began (a vendor that is not deployed) has no backlog. */
function backlogOf(progress: ReadonlyMap<string, GroupProgress>): Backlog[] {
  return watchedGroups.flatMap(({ group, topics }) =>
    topics.flatMap((topic) => {
      const seen = progress.get(topic);
      return seen?.started === true ? [{ group, topic, events: seen.lag }] : [];
    }),
  );
}

function observationOf(
  progress: ReadonlyMap<string, GroupProgress>,
  now: { atMs: number; accepted: number; ackWaitMs: number },
) {
  // A group that never began (a vendor that is not deployed) holds up nobody.
  const stages = (topics: Record<string, string>): Record<string, StageProgress> =>
    Object.fromEntries(
      Object.entries(topics).flatMap(([name, topic]) => {
        const seen = progress.get(topic);
        return seen?.started === true ? [[name, { committed: seen.committed, lag: seen.lag }]] : [];
      }),
    );
  return {
    atMs: now.atMs,
    accepted: now.accepted,
    entrance: 'message-store',
    shared: stages({ 'message-store': messageAcceptedTopic.name, 'push-router': offlineRecipientTopic.name }),
    vendors: stages(Object.fromEntries(vendorNames.map((vendor) => [vendor, pushTaskTopic(vendor).name]))),
    // message-store keeps the offset of a message until its receivers have acknowledged it or their time is over.
    heldBackMs: { 'message-store': now.ackWaitMs },
  };
}
