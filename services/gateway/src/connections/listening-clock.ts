/**
 * The time in which clients could be heard, ms since the start. A process that stood still for a minute, or whose clock was set forward, has heard nothing
 * meanwhile, which says nothing about its clients: all of them would count as silent at once, and come back at once.
 */
export interface ListeningClock {
  now(): number;
  /** The loop that reads sockets is alive. Called again and again; of the time between two calls no more than `mostBetweenMs` counts. */
  tick(): void;
}

/** @param monotonic ms, by a clock that nobody sets */
export function listeningClock({
  mostBetweenMs,
  monotonic,
}: {
  mostBetweenMs: number;
  monotonic: () => number;
}): ListeningClock {
  let untilTickMs = 0;
  let tickedAtMs = monotonic();
  const sinceTick = (): number => Math.min(monotonic() - tickedAtMs, mostBetweenMs);
  return {
    now: () => untilTickMs + sinceTick(),
    tick: () => {
      untilTickMs += sinceTick();
      tickedAtMs = monotonic();
    },
  };
}
