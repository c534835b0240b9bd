const DAY_MS = 86_400_000;

/**
 * From when on an app's messages are given and kept, Unix ms; 0 = as long as the service keeps any, whose partitions go as a whole.
 * @param serviceDays for how long the service keeps messages
 */
export function oldestKeptMs(appDays: number, serviceDays: number, nowMs: number): number {
  return appDays < serviceDays ? nowMs - appDays * DAY_MS : 0;
}
