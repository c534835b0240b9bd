const DAY_MS = 86_400_000;

/** A client's retry with the same local id is recognised for so long: by the first message, which has to be there. */
export const RETRY_WINDOW_MS = 2 * DAY_MS;

/** How much later than a replay the first of two may have been accepted: gateways' clocks differ. */
export const CLOCK_SKEW_MS = 3_600_000;

/**
 * From when on an app's messages are given, Unix ms. Where the app keeps them for as long as the service: a day before that, for they go with a whole day's partition.
 * @param serviceDays for how long the service keeps messages
 */
export function oldestKeptMs(appDays: number, serviceDays: number, nowMs: number): number {
  return nowMs - (appDays < serviceDays ? appDays : serviceDays + 1) * DAY_MS;
}

/** Before when messages may go, Unix ms: those that nobody is given any more, unless a retry of theirs would be taken for a new one. */
export function deletableBeforeMs(appDays: number, serviceDays: number, nowMs: number): number {
  return Math.min(oldestKeptMs(appDays, serviceDays, nowMs), nowMs - RETRY_WINDOW_MS - CLOCK_SKEW_MS);
}

/** How many whole days are kept, for the same reason. */
export function keptDays(serviceDays: number): number {
  return Math.max(serviceDays, Math.ceil((RETRY_WINDOW_MS + CLOCK_SKEW_MS) / DAY_MS));
}
