import type { Logger } from '@bellhop/runtime';
import type { DirectPushStore } from '../db/direct-push-store.ts';

const LOOK_EVERY_MS = 500;
/** After so long nobody asks about a push that is over. */
const KNOWN_FOR_MS = 7 * 24 * 3_600_000;
const FORGOTTEN_AT_ONCE = 200;

export interface PushSender {
  /** Looks at once: a push that is due now was just accepted. */
  wake(): void;
  stop(): Promise<void>;
}

/** Looks for pushes that are due, again and again; without a pause while there are more. */
export function startPushSender(send: () => Promise<number>, log: Logger): PushSender {
  let isStopped = false;
  let isWoken = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    try {
      do isWoken = false;
      while (!isStopped && ((await send()) > 0 || isWokenNow()));
    } catch (error) {
      log.warn({ err: error }, 'pushes that are due could not be sent, trying again: is Kafka or Postgres away?');
    }
    running = undefined;
    if (!isStopped) timer = setTimeout(start, LOOK_EVERY_MS);
  };
  const isWokenNow = (): boolean => isWoken;
  const start = (): void => {
    clearTimeout(timer);
    running ??= look();
  };
  start();
  return {
    wake: () => {
      isWoken = true;
      if (!isStopped) start();
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Forgets pushes that were over a week ago, some at a time, so that no statement is long. */
export async function forgetFinished(pushes: Pick<DirectPushStore, 'forgetFinished'>, nowMs: number): Promise<void> {
  while ((await pushes.forgetFinished(nowMs - KNOWN_FOR_MS, FORGOTTEN_AT_ONCE)) === FORGOTTEN_AT_ONCE);
}
