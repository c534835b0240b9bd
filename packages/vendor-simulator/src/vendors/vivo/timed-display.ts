import { shanghaiDay, shanghaiHour } from '../../clock.ts';
import { isGivenValue, javaBoolean, javaInteger } from '../java-values.ts';

const MINUTE_MS = 60_000;
const EARLIEST_MS = 10 * MINUTE_MS;
const LATEST_MS = 24 * 60 * MINUTE_MS;
const LONGEST_MS = 120 * MINUTE_MS;

/**
 * Whether `timedDisplay` keeps its rules: shown at least ten minutes from now and within a day, for less than two hours of one
 * day in Shanghai, operational messages between 07:00 and 23:00 (vivo.md §4). Both times are text in milliseconds.
 */
export function isGoodTimedDisplay(value: unknown, isSystem: boolean, nowMs: number): boolean {
  if (!isGivenValue(value)) return true;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { overtimeDisplay, showStartTime, showEndTime } = value as Record<string, unknown>;
  const start = javaInteger(showStartTime);
  const end = javaInteger(showEndTime);
  if (javaBoolean(overtimeDisplay) === 'illegal' || start === undefined || end === undefined) return false;
  const isInDaytime = (at: number): boolean => shanghaiHour(at) >= 7 && shanghaiHour(at) < 23;
  return (
    start >= nowMs + EARLIEST_MS &&
    end <= nowMs + LATEST_MS &&
    end > start &&
    end - start < LONGEST_MS &&
    shanghaiDay(start) === shanghaiDay(end) &&
    (isSystem || (isInDaytime(start) && isInDaytime(end)))
  );
}
