import { context, type Context } from '@opentelemetry/api';
import type { PushTask } from '@bellhop/contracts';
import { messageOf } from '@bellhop/runtime';
import type { Notification } from '../domain/notification.ts';
import type { SendResult, VendorConnection } from '../domain/vendor-adapter.ts';
import { sharedCallContext } from './push-span.ts';

/** What one task's attempt came to. */
export interface LaneResult extends SendResult {
  readonly tookMs: number;
}

/** The way of one credential to its vendor: bounded, in turn, and slowed down when the vendor says so. One lane never waits for another. */
export interface Lane {
  send(task: PushTask): Promise<LaneResult>;
  close(): Promise<void>;
}

const THROTTLE_MS = 1_000;
const MAX_THROTTLE_MS = 30_000;

interface Waiting {
  readonly task: PushTask;
  /** The trace it belongs to. */
  readonly context: Context;
  resolve(result: LaneResult): void;
}

/**
 * Idle, a task goes out at once; with all calls busy tasks wait, and where the protocol carries different contents in one call, those
 * that wait share the next one. So gathering costs no latency.
 */
export function createLane(deps: {
  connection: VendorConnection;
  concurrency: number;
  maxNotificationsPerCall: number;
  clock: () => number;
}): Lane {
  const { connection, concurrency, maxNotificationsPerCall, clock } = deps;
  const abort = new AbortController();
  let queue: Waiting[] = [];
  let active = 0;
  let pausedUntil = 0;
  let timer: NodeJS.Timeout | undefined;

  const pump = (): void => {
    const pause = pausedUntil - clock();
    if (pause > 0 && queue.length > 0) {
      timer ??= setTimeout(() => {
        timer = undefined;
        pump();
      }, pause);
      return;
    }
    while (active < concurrency && queue.length > 0) {
      const batch = queue.slice(0, maxNotificationsPerCall);
      queue = queue.slice(batch.length);
      active += 1;
      void call(batch).finally(() => {
        active -= 1;
        pump();
      });
    }
  };

  const call = async (batch: readonly Waiting[]): Promise<void> => {
    const started = performance.now();
    let results: readonly SendResult[];
    try {
      const now = clock();
      results = await context.with(sharedCallContext(batch.map((waiting) => waiting.context)), () =>
        connection.send(
          batch.map(({ task }) => notificationOf(task, now)),
          abort.signal,
        ),
      );
    } catch (error) {
      // A connection answers with outcomes; what it throws is our bug, and must not lose the push.
      results = batch.map(({ task }) => ({
        shortened: [],
        outcomes: task.targets.map(() => ({
          kind: 'rejected' as const,
          code: 'ADAPTER_BUG',
          reason: messageOf(error),
        })),
      }));
    }
    const tookMs = performance.now() - started;
    for (const { outcomes } of results) {
      for (const outcome of outcomes) {
        // 429 is about the account, not the message: the whole lane waits.
        if (outcome.kind === 'throttled')
          pausedUntil = Math.max(pausedUntil, clock() + Math.min(outcome.retryAfterMs ?? THROTTLE_MS, MAX_THROTTLE_MS));
      }
    }
    batch.forEach((waiting, index) =>
      waiting.resolve({ ...(results[index] ?? { outcomes: [], shortened: [] }), tookMs }),
    );
  };

  return {
    send: (task) =>
      new Promise((resolve) => {
        queue.push({ task, context: context.active(), resolve });
        pump();
      }),
    close: async () => {
      clearTimeout(timer);
      queue = []; // not settled: replayed after the restart
      abort.abort();
      await connection.close();
    },
  };
}

function notificationOf(task: PushTask, nowMs: number): Notification {
  return {
    taskId: task.taskId,
    packageName: task.packageName,
    title: task.title,
    content: task.content,
    payload: task.payload === '' ? undefined : task.payload,
    settings: task.settings ?? {
      channelId: '',
      category: '',
      importance: '',
      notifyLevel: 0,
      sound: '',
      clickAction: null,
    },
    threadId: task.threadId === '' ? undefined : task.threadId,
    badgeIncrement: task.badgeIncrement,
    notifyId: task.notifyId,
    ttlSeconds: Math.max(1, Math.floor((task.expiresAtMs - nowMs) / 1_000)),
    targets: task.targets,
  };
}
