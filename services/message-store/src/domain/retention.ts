const DAY_MS = 86_400_000;

/**
 * From when on an app's messages are given and kept, Unix ms. Where the app keeps them for as long as the service: a day before that, for they go with a whole day's partition.
 * @param serviceDays for how long the service keeps messages
 */
export function oldestKeptMs(appDays: number, serviceDays: number, nowMs: number): number {
  return nowMs - (appDays < serviceDays ? appDays : serviceDays + 1) * DAY_MS;
}
