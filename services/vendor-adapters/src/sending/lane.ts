import { context, type Context } from '@opentelemetry/api';
import type { PushTask } from '@bellhop/contracts';
import { Lapsed } from '@bellhop/kafka';
import { messageOf, Unavailable, withoutControls } from '@bellhop/runtime';
import { callOf, isRing } from '../domain/call.ts';
import { isEnd } from '../domain/call-ends.ts';
import {
  badgeToSend,
  FRESH_MS,
  freshUntilMs,
  unanswered,
  type CheckedTask,
  type CheckTasks,
} from '../domain/checked-task.ts';
import { defaultSettings, type Notification } from '../domain/notification.ts';
import { busy, MAX_WAIT_MS, type SendOutcome } from '../domain/send-outcome.ts';
import { judgeTokens, newTokenGuard } from '../domain/token-guard.ts';
import type { SendResult, VendorConnection } from '../domain/vendor-adapter.ts';
import { sharedCallContext } from './push-span.ts';
import { createQuotaMemory } from './quota-memory.ts';

/** What one task's attempt came to. */
export interface LaneResult extends SendResult {
  readonly tookMs: number;
}

/** The way of one credential to its vendor: bounded, in turn, and slowed down when the vendor says so. One lane never waits for another. */
export interface Lane {
  /**
   * @param isOurs asked right before a call to the vendor: whether no other replica may have the task by now
   * @throws Lapsed when one may
   */
  send(task: PushTask, isOurs: () => boolean): Promise<LaneResult>;
  /** The credential was replaced: what waits goes to the lane of the new one, calls under way are finished first. */
  retire(successor: Lane): Promise<void>;
  close(): Promise<void>;
}

const THROTTLE_MS = 1_000;
const MAX_THROTTLE_MS = 30_000;
/** A slow lane takes no more tasks than this, so that it does not use up what the consumer may have under way for all lanes. */
const MAX_TASKS_WHEN_SLOW = 100;
/** An answer takes no longer; one that is read later, after this process stood still, is an old one. */
const LONGEST_CHECK_MS = 5_000;
/** Targets that are looked at again together. */
const MAX_CHECKED_TARGETS = 1_000;

interface Waiting {
  readonly task: PushTask;
  /** Since when it waits for the vendor: later than it came when it was looked at again meanwhile. */
  sinceMs: number;
  /** Until when what is known of its targets counts. */
  freshUntilMs: number;
  /** What was found when they were looked at again. */
  checked: CheckedTask | undefined;
  /** The trace it belongs to. */
  readonly context: Context;
  readonly isOurs: () => boolean;
  readonly resolve: (result: LaneResult) => void;
  readonly reject: (error: Lapsed | Unavailable) => void;
}

/**
 * Idle, a task goes out at once; with all calls busy tasks wait, and where the protocol carries different contents in one call, those
 * that wait share the next one. So gathering costs no latency.
 */
export function createLane(deps: {
  connection: Pick<VendorConnection, 'send' | 'close'>;
  concurrency: number;
  maxNotificationsPerCall: number;
  /** Asked about what was decided a while ago. */
  checkTasks: CheckTasks;
  clock: () => number;
}): Lane {
  const { connection, concurrency, maxNotificationsPerCall, checkTasks, clock } = deps;
  const abort = new AbortController();
  const quotas = createQuotaMemory(clock);
  let guard = newTokenGuard;
  let checking: Promise<void> | undefined;
  let queue: Waiting[] = [];
  let active = 0;
  let tasks = 0; // waiting or in a call
  let isSlow = false;
  let pausedUntil = 0;
  let timer: { readonly atMs: number; readonly handle: NodeJS.Timeout } | undefined;
  let successor: Lane | undefined;
  let onIdle: (() => void) | undefined;

  const pump = (): void => {
    putOffLateOnes();
    while (active < concurrency && queue.length > 0 && clock() >= pausedUntil) {
      if (needsCheck(queue.slice(0, maxNotificationsPerCall))) {
        checking ??= lookAgain().finally(() => {
          checking = undefined;
          pump();
        });
        break;
      }
      const batch = queue.slice(0, maxNotificationsPerCall).filter((waiting) => !isSettledAlready(waiting));
      queue = queue.slice(maxNotificationsPerCall);
      if (batch.length === 0) continue;
      active += 1;
      void call(batch).finally(() => {
        active -= 1;
        pump();
      });
    }
    wakeUpInTime();
    if (active === 0 && queue.length === 0) onIdle?.();
  };

  const needsCheck = (next: readonly Waiting[]): boolean => next.some(({ freshUntilMs: until }) => until < clock());

  /** All that waits and is not fresh, or soon will not be, in one call: in a full lane one call in half a second does. */
  const lookAgain = async (): Promise<void> => {
    const soon = clock() + FRESH_MS / 2;
    const asked: Waiting[] = [];
    let targets = 0;
    for (const waiting of queue) {
      if (waiting.freshUntilMs >= soon) continue;
      targets += waiting.task.targets.length;
      if (asked.length > 0 && targets > MAX_CHECKED_TARGETS) break;
      asked.push(waiting);
    }
    const askedAtMs = clock();
    // Without an answer nothing is sent, to somebody who may be somebody else by now.
    const answers = await checkTasks(asked.map(({ task }) => task)).catch((error: unknown) =>
      asked.map(() => unanswered(error)),
    );
    const now = clock();
    const done = new Set<Waiting>();
    asked.forEach((waiting, index) => {
      const found = answers[index];
      const answer = found instanceof Unavailable ? undefined : found;
      waiting.checked = answer;
      // An answer that took its time counts for a moment all the same, or nothing would ever leave.
      waiting.freshUntilMs = Math.max(askedAtMs + FRESH_MS, Math.min(now, askedAtMs + LONGEST_CHECK_MS) + FRESH_MS / 2);
      if (answer !== undefined && !answer.superseded.every((outcome) => outcome !== undefined)) return;
      if (!queue.includes(waiting)) return; // put off meanwhile
      done.add(waiting);
      tasks -= 1;
      if (found instanceof Unavailable) return waiting.reject(found);
      const { targets: all } = waiting.task;
      const outcomes = all.map((_, target) => answer?.superseded[target] ?? unchecked);
      waiting.resolve({ outcomes, shortened: [], tookMs: 0 });
    });
    queue = queue.filter((waiting) => !done.has(waiting));
    // A service of ours that takes its time is not the vendor that is slow.
    for (const waiting of queue) waiting.sinceMs = Math.min(waiting.sinceMs + now - askedAtMs, now);
  };

  const putOffLateOnes = (): void => {
    if (checking !== undefined) return;
    const firstInTime = queue.findIndex(({ sinceMs }) => clock() - sinceMs < MAX_WAIT_MS); // the oldest are in front
    if (firstInTime === 0 || queue.length === 0) return;
    isSlow = true;
    for (const waiting of queue.splice(0, firstInTime < 0 ? queue.length : firstInTime)) settle(waiting, busy);
  };

  /** What must not or need not be sent any more: it is another replica's, its life ended while it waited, or its quota is known to be used up. */
  const isSettledAlready = (waiting: Waiting): boolean => {
    if (!waiting.isOurs()) {
      tasks -= 1;
      waiting.reject(new Lapsed());
      return true;
    }
    const outcome = isOver(waiting.task, clock()) ? lifeEnded : quotas.usedUp(waiting.task);
    if (outcome !== undefined) settle(waiting, outcome);
    return outcome !== undefined;
  };

  const settle = ({ task, resolve }: Waiting, outcome: SendOutcome): void => {
    tasks -= 1;
    resolve(sameForAllTargets(task, outcome));
  };

  /** When the pause ends, or the oldest has waited too long. */
  const wakeUpInTime = (): void => {
    const [oldest] = queue;
    if (oldest === undefined || checking !== undefined) return;
    const now = clock();
    const at = Math.min(oldest.sinceMs + MAX_WAIT_MS, pausedUntil > now ? pausedUntil : Number.POSITIVE_INFINITY);
    if (timer !== undefined && at >= timer.atMs) return;
    clearTimeout(timer?.handle);
    const wakeUp = (): void => {
      timer = undefined;
      pump();
    };
    timer = { atMs: at, handle: setTimeout(wakeUp, Math.max(1, at - now)) };
  };

  const call = async (batch: readonly Waiting[]): Promise<void> => {
    const started = performance.now();
    let results: readonly SendResult[];
    try {
      const now = clock();
      results = await context.with(sharedCallContext(batch.map((waiting) => waiting.context)), () =>
        connection.send(
          batch.map(({ task, checked }) => notificationOf(leftOf(task, checked), now, checked)),
          abort.signal,
          () => batch.every(({ isOurs }) => isOurs()),
        ),
      );
    } catch (error) {
      // A connection answers with outcomes; what it throws is our bug, and must not lose the push.
      results = batch.map(({ task, checked }) =>
        sameForAllTargets(leftOf(task, checked), { kind: 'rejected', code: 'ADAPTER_BUG', reason: messageOf(error) }),
      );
    }
    // Cut off while it closes. The offset is not committed any more: whoever is next sends it, and a retry beside that would ring, too.
    if (abort.signal.aborted) return batch.forEach(({ reject }) => reject(new Lapsed()));
    const tookMs = performance.now() - started;
    isSlow = tookMs > MAX_WAIT_MS;
    results = believed(results);
    tasks -= batch.length;
    batch.forEach(({ task, checked, resolve }, index) => {
      const { outcomes, shortened } = results[index] ?? { outcomes: [], shortened: [] };
      for (const outcome of outcomes) {
        // 429 is about the account, not the message: the whole lane waits.
        if (outcome.kind === 'throttled' && outcome.isAboutOneTarget !== true)
          pausedUntil = Math.max(pausedUntil, clock() + Math.min(outcome.retryAfterMs ?? THROTTLE_MS, MAX_THROTTLE_MS));
        quotas.note(task, outcome);
      }
      resolve({ outcomes: withSuperseded(outcomes, checked), shortened, tookMs });
    });
  };

  /** What the vendor says about tokens, as far as this credential's word counts. */
  const believed = (results: readonly SendResult[]): SendResult[] => {
    const judged = judgeTokens(
      guard,
      results.flatMap(({ outcomes }) => outcomes),
    );
    ({ guard } = judged);
    let from = 0;
    return results.map((result) => ({
      ...result,
      outcomes: judged.outcomes.slice(from, (from += result.outcomes.length)),
    }));
  };

  return {
    send: (task, isOurs) => {
      if (successor !== undefined) return successor.send(task, isOurs);
      if (isSlow && tasks >= MAX_TASKS_WHEN_SLOW) return Promise.resolve(sameForAllTargets(task, busy));
      return new Promise((resolve, reject) => {
        tasks += 1;
        queue.push({
          task,
          sinceMs: clock(),
          freshUntilMs: freshUntilMs(task),
          checked: undefined,
          context: context.active(),
          isOurs,
          resolve,
          reject,
        });
        pump();
      });
    },
    retire: async (next) => {
      successor = next;
      const waiting = queue;
      queue = [];
      for (const { task, context: from, isOurs, resolve, reject } of waiting)
        void context.with(from, () => next.send(task, isOurs)).then(resolve, reject);
      clearTimeout(timer?.handle);
      if (active > 0) await new Promise<void>((resolve) => (onIdle = resolve));
      await connection.close();
    },
    close: async () => {
      clearTimeout(timer?.handle);
      queue = []; // not settled: replayed after the restart
      abort.abort();
      await connection.close();
    },
  };
}

/** What was decided a while ago is never sent unseen. */
const unchecked: SendOutcome = {
  kind: 'unavailable',
  code: 'CHECK_UNAVAILABLE',
  reason: 'nobody could say whether it may still be sent',
};

/** Ends as expired: no retry fits in a life that is over. */
const lifeEnded: SendOutcome = {
  kind: 'unavailable',
  code: 'LIFE_ENDED',
  reason: 'its time to live ended while it waited for a free call',
};

/** Vendors count lives in whole seconds: what rings is not sent with a longer one than it has. */
function isOver(task: PushTask, nowMs: number): boolean {
  return task.expiresAtMs - nowMs < (isRing(task) ? 1_000 : 1);
}

/** An outcome that no call to the vendor led to. */
export function sameForAllTargets(task: PushTask, outcome: SendOutcome): LaneResult {
  return { outcomes: task.targets.map(() => outcome), shortened: [], tookMs: 0 };
}

/** The task for those targets that may still be pushed to. */
function leftOf(task: PushTask, checked: CheckedTask | undefined): PushTask {
  if (checked === undefined || checked.superseded.every((outcome) => outcome === undefined)) return task;
  return { ...task, targets: task.targets.filter((_, index) => checked.superseded[index] === undefined) };
}

/** Outcomes of all targets, from those of the ones that were left. */
function withSuperseded(sent: readonly SendOutcome[], checked: CheckedTask | undefined): readonly SendOutcome[] {
  if (checked === undefined) return sent;
  const outcomes = sent.values();
  return checked.superseded.flatMap((superseded) => superseded ?? outcomes.next().value ?? []);
}

function notificationOf(task: PushTask, nowMs: number, checked: CheckedTask | undefined): Notification {
  const call = callOf(task);
  return {
    taskId: task.taskId,
    messageId: task.messageId,
    packageName: task.packageName,
    title: withoutControls(task.title, { lines: false }),
    content: withoutControls(task.content, { lines: true }),
    payload: task.payload === '' ? undefined : task.payload,
    call,
    settings: task.settings ?? defaultSettings,
    template:
      task.templateId === '' && isEmpty(task.titleParameters) && isEmpty(task.contentParameters)
        ? undefined
        : { id: task.templateId, title: shown(task.titleParameters), content: shown(task.contentParameters) },
    threadId: task.threadId === '' ? undefined : task.threadId,
    conversationId: task.conversationId,
    ...badgeToSend(task, checked),
    takesBack: task.takesBack,
    notifyId: task.notifyId,
    ttlSeconds: Math.max(1, Math.floor((task.expiresAtMs - nowMs) / 1_000)),
    isQuiet: checked?.isOvertaken === true || isEnd({ call, takesBack: task.takesBack }),
    environment: task.environment,
    platform: task.platform,
    acceptedAtMs: task.acceptedAtMs,
    targets: task.targets,
  };
}

const isEmpty = (parameters: object): boolean => Object.keys(parameters).length === 0;

/** Variables of a template stand in a title or content. */
function shown(parameters: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, withoutControls(value, { lines: false })]),
  );
}
