/** What a frame costs the connection it comes over, ms of its time. */
export const FRAME_MS = 1;
/** The like for one of so many bytes: a long one takes long to be read and checked, also when it is refused. */
export const frameMs = (bytes: number): number => Math.max(FRAME_MS, bytes / 1_024);
/** The like for one that has another service asked. */
export const CALL_MS = 50;
/** How much a connection may use of what is to come: 100 calls at once, as after a login, then 20 per second; of other frames 50 times as many. */
const AHEAD_MS = 5_000;

/**
 * How fast the frames of one connection are read. Whoever sends more waits in their own socket: no frame is refused, none fills our memory, and no
 * client, however much it asks, takes what is there for all.
 * @returns for how long nothing more is read, ms; 0 = it may go on
 */
export type ReadingPace = (costMs: number, nowMs: number) => number;

export function createReadingPace(): ReadingPace {
  let usedUntilMs = 0;
  return (costMs, nowMs) => {
    usedUntilMs = Math.max(usedUntilMs, nowMs) + costMs;
    return Math.max(0, usedUntilMs - AHEAD_MS - nowMs);
  };
}
