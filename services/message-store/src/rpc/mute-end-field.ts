import { InvalidInput } from '@bellhop/runtime';

/** The last moment that has a date: who is refused for a mute reads until when. */
const LAST_DATE_MS = 8_640_000_000_000_000;

/** When a mute ends by itself, Unix ms; 0 = it does not. */
export function muteEndField(muteUntilMs: number, nowMs: number): number {
  if (muteUntilMs !== 0 && muteUntilMs <= nowMs)
    throw new InvalidInput(`muteUntil is ${muteUntilMs}, which is over: it is ${nowMs} now`, { field: 'muteUntil' });
  if (muteUntilMs > LAST_DATE_MS)
    throw new InvalidInput(
      `muteUntil is ${muteUntilMs}, at most ${LAST_DATE_MS} is allowed; leave it out for a mute without end`,
      { field: 'muteUntil' },
    );
  return muteUntilMs;
}
