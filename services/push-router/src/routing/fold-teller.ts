import type { Logger } from '@bellhop/runtime';
import type { CounterStore } from '../db/counter-store.ts';
import type { FoldStore } from '../db/fold-store.ts';

const LOOK_EVERY_MS = 500;
/** After so long nothing that was counted comes again: Kafka has it no longer, or its push is over. Of bursts, what may still be revoked is known for longer. */
const KNOWN_FOR_MS = 24 * 3_600_000;

/** Looks for bursts whose windows have ended, again and again; without a pause while there are more. */
export function startFoldTeller(tell: () => Promise<number>, log: Logger): { stop(): Promise<void> } {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      while (!isStopped && (await tell()) > 0);
    } catch (error) {
      log.warn(
        { err: error },
        'gathered messages could not be told of, trying again: is message-store, Kafka or Postgres away?',
      );
    }
    if (!isStopped) timer = setTimeout(start, LOOK_EVERY_MS);
  };
  const start = (): void => {
    running = look();
  };
  start();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Forgets what was counted long ago. */
export async function forgetOver(
  { folds, counters }: { folds: Pick<FoldStore, 'forgetIdle'>; counters: Pick<CounterStore, 'forgetBefore'> },
  nowMs: number,
): Promise<void> {
  await folds.forgetIdle(nowMs - KNOWN_FOR_MS);
  await counters.forgetBefore(Math.floor((nowMs - KNOWN_FOR_MS) / 60_000));
}
