import type { Connection } from './connection.ts';

/** So many clients are told per second that they may have missed something: each of them then syncs. */
const TOLD_PER_SECOND = 500;

/** Has clients told that live messages may have passed them by, spread over time. Those whose login is under way sync anyhow. Returns how many it tells. */
export type TellMissed = (connections: Iterable<Pick<Connection, 'isReady' | 'tellMissedAtMs'>>) => number;

/** One for the whole gateway: together they are not told faster than that. */
export function missedTeller(clock: () => number): TellMissed {
  let nextAtMs = 0;
  return (connections) => {
    let told = 0;
    for (const connection of connections) {
      if (!connection.isReady) continue;
      told += 1;
      if (connection.tellMissedAtMs !== undefined) continue;
      nextAtMs = Math.max(nextAtMs, clock());
      connection.tellMissedAtMs = nextAtMs;
      nextAtMs += 1_000 / TOLD_PER_SECOND;
    }
    return told;
  };
}
