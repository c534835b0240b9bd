import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@bellhop/runtime';

/** Does something again and again, with a pause between; what fails is told, and tried again. `close` waits for the step under way. */
export function repeat(
  step: () => Promise<void>,
  { everyMs, what, log }: { everyMs: number; what: string; log: Logger },
): { close(): Promise<void> } {
  const closing = new AbortController();
  const loop = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      try {
        await step();
      } catch (error) {
        log.warn({ err: error, what }, 'not looked after, trying again');
      }
      await delay(everyMs, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  };
  const looping = loop();
  return {
    close: () => {
      closing.abort();
      return looping;
    },
  };
}
