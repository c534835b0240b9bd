import type { Logger } from './log.ts';

const EVERY_MS = 1_000;

/** Logs what may happen thousands of times for one reason: once a second at most, and with `alsoNotLogged`, how often it was left out since the last time. */
export function logSeldom<Level extends 'warn' | 'error'>(
  log: Pick<Logger, Level>,
  level: Level,
  clock: () => number = () => performance.now(),
): (fields: object, message: string) => void {
  let lastAt = Number.NEGATIVE_INFINITY;
  let leftOut = 0;
  return (fields, message) => {
    if (clock() - lastAt < EVERY_MS) {
      leftOut += 1;
      return;
    }
    lastAt = clock();
    log[level](leftOut === 0 ? fields : { ...fields, alsoNotLogged: leftOut }, message);
    leftOut = 0;
  };
}
