/** When nothing rings for a user, by the clock on their wall. */
export interface QuietHours {
  /** Minutes since midnight, 0..1,439. */
  readonly from: number;
  /** Minutes since midnight; before `from` = on the next day. Never the same. */
  readonly to: number;
  /** IANA time zone; empty = that of each device. */
  readonly timeZone: string;
  /** Days on which they begin, 1 = Monday to 7 = Sunday; empty = every day. */
  readonly days: readonly number[];
}

/**
 * Whether it is one of a user's quiet hours. They go by the clock on the wall: an hour that a change to summer time leaves out is quiet for nobody,
 * and one that comes twice is quiet twice.
 * @param deviceTimeZone of the device, for hours that name none; a zone that nobody knows counts as UTC
 */
export function isQuietHour(hours: QuietHours, deviceTimeZone: string, nowMs: number): boolean {
  const { minute, weekday } = wallClock(hours.timeZone === '' ? deviceTimeZone : hours.timeZone, nowMs);
  const { from, to, days } = hours;
  const begins = (day: number): boolean => days.length === 0 || days.includes(day);
  if (from < to) return minute >= from && minute < to && begins(weekday);
  return (minute >= from && begins(weekday)) || (minute < to && begins(weekday === 1 ? 7 : weekday - 1));
}

/** Whether this is the name of a time zone, such as Europe/Berlin. An offset such as +01:00 is none: it knows no summer time. */
export function isTimeZone(name: string): boolean {
  return /^[A-Za-z]/.test(name) && zoneOf(name).format !== undefined;
}

interface WallClock {
  /** Minutes since midnight. */
  readonly minute: number;
  /** 1 = Monday to 7 = Sunday. */
  readonly weekday: number;
}

interface Zone {
  readonly format: Intl.DateTimeFormat | undefined;
  /** A batch asks many times about one minute. */
  last: (WallClock & { readonly atMinute: number }) | undefined;
}

/** There are some 600 zones; names come from devices, so more than that are not kept. */
const MOST_ZONES = 1_000;
const zones = new Map<string, Zone>();
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function wallClock(timeZone: string, nowMs: number): WallClock {
  const zone = zoneOf(timeZone);
  const atMinute = Math.floor(nowMs / 60_000);
  if (zone.last?.atMinute === atMinute) return zone.last;
  const parts = (zone.format ?? utc).formatToParts(nowMs);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? '';
  zone.last = {
    atMinute,
    minute: Number(part('hour')) * 60 + Number(part('minute')),
    weekday: weekdays.indexOf(part('weekday')) + 1,
  };
  return zone.last;
}

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  if (zones.size >= MOST_ZONES) zones.clear();
  const zone: Zone = { format: formatOf(timeZone), last: undefined };
  zones.set(timeZone, zone);
  return zone;
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  if (timeZone === '') return undefined;
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  } catch {
    return undefined;
  }
}

const utc = formatOf('UTC') as Intl.DateTimeFormat;
