import { pushTask, pushTaskTopic } from '@bellhop/contracts';
import { recordIn, type Producer } from '@bellhop/kafka';
import { isRetryable, type Logger } from '@bellhop/runtime';
import type { DirectPushStore, DuePush } from '../db/direct-push-store.ts';
import { judgedDirect, outcomeOf, planDirect } from '../domain/direct-push.ts';
import type { RouterEvents } from '../events.ts';
import { countPushes, type CountDeps } from '../routing/count-pushes.ts';
import { decisionRecords } from '../routing/decision-records.ts';
import { directKnowledge, type DirectKnowledgeDeps } from './direct-knowledge.ts';

export interface SendDeps extends DirectKnowledgeDeps, CountDeps {
  readonly pushes: Pick<DirectPushStore, 'claimDue' | 'finish' | 'release'>;
  readonly producer: Pick<Producer, 'publish'>;
  readonly events: Pick<RouterEvents, 'routed' | 'directPushes'>;
  readonly log: Logger;
  readonly clock: () => number;
}

/** So many at once: at most 1,000 targets each. */
const MOST_AT_ONCE = 20;
/** So long a replica has for those that it took; after that another one takes them: it died. */
const CLAIM_MS = 10_000;
/** So long nobody looks again at one that failed for a reason that stays: an app may have scheduled 10,000 like it. */
const BROKEN_FOR_MS = 10 * 60_000;

/**
 * Sends the pushes that are due. Their tasks are published before they are marked, so nothing is lost; a repeat after a crash decides as of the first
 * time and makes the same tasks, unless devices came or went meanwhile. Several replicas may do it at once.
 * @returns how many were looked at
 * @throws Unavailable when Kafka or Postgres is away: tried again
 */
export async function sendDuePushes(deps: SendDeps): Promise<number> {
  const { pushes, clock } = deps;
  const due = await pushes.claimDue({ nowMs: clock(), forMs: CLAIM_MS, most: MOST_AT_ONCE });
  if (due.length === 0) return 0;
  try {
    await send(due, deps);
  } catch (error) {
    if (isRetryable(error)) {
      await pushes.release(due);
      throw error;
    }
    // One of them cannot be decided: it must not hold up the others.
    for (const push of due) await send([push], deps).catch((cause: unknown) => putOff(push, cause, deps));
  }
  return due.length;
}

async function putOff(push: DuePush, cause: unknown, { pushes, log, clock }: SendDeps): Promise<void> {
  if (isRetryable(cause)) return pushes.release([push]);
  log.error(
    { err: cause, app: push.app, messageId: push.id },
    'a push cannot be sent and is tried again every 10 minutes: a bug, report it with this line',
  );
  await pushes.release([push], clock() + BROKEN_FOR_MS);
}

async function send(due: readonly DuePush[], deps: SendDeps): Promise<void> {
  const { pushes, producer, events, clock } = deps;
  const knownOf = await directKnowledge(due, deps);
  const given = due.map((push) => ({ push, known: knownOf(push) }));
  // What was taken together the first time is counted together; after a crash others may be among them.
  const planned = [];
  for (const [atMs, group] of Map.groupBy(given, ({ push }) => push.dispatchedAtMs)) {
    const asked = group.map(({ push, known }) => judgedDirect(push, known, atMs));
    const standings = await countPushes(asked, deps);
    planned.push(
      ...group.map(({ push, known }, index) => ({ push, ...planDirect(push, known, atMs, standings[index]) })),
    );
  }
  const tasks = planned.flatMap((plan) =>
    plan.tasks.map(({ vendor, task }) => recordIn(pushTaskTopic(vendor).name, pushTask, task)),
  );
  const decisions = planned.flatMap((plan) => plan.decisions);
  await producer.publish([...tasks, ...decisionRecords(decisions)]);
  const nowMs = clock();
  await pushes.finish(
    planned.map(({ push: { app, id, places }, results }) => ({
      ...{ app, id },
      outcomes: results.map((result, index) => ({ place: places[index] ?? 0, result: outcomeOf(result) })),
    })),
    nowMs,
  );
  events.routed(
    tasks.length,
    decisions,
    due.map(({ dueAtMs }) => nowMs - dueAtMs),
  );
  events.directPushes('sent', due.length);
}
