import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isQuietHour, isTimeZone, type QuietHours } from './quiet-hours.ts';

const night = (over: Partial<QuietHours> = {}): QuietHours => ({
  from: 22 * 60,
  to: 7 * 60,
  timeZone: 'Europe/Berlin',
  days: [],
  ...over,
});

describe('quiet hours', () => {
  it.each([
    ['before they begin', night(), '2026-01-15T20:59:00Z', false],
    ['from their first minute on', night(), '2026-01-15T21:00:00Z', true],
    ['past midnight', night(), '2026-01-15T23:30:00Z', true],
    ['until their last minute', night(), '2026-01-16T05:59:59Z', true],
    ['not in the minute in which they end', night(), '2026-01-16T06:00:00Z', false],
    ['within a day', night({ from: 12 * 60, to: 14 * 60 }), '2026-01-15T11:30:00Z', true],
    ['an hour earlier by UTC in summer', night(), '2026-07-15T20:00:00Z', true],
    [
      'when the clock goes forward: 03:30 comes half an hour after 01:59',
      night({ from: 180, to: 240 }),
      '2026-03-29T01:30:00Z',
      true,
    ],
    ['an hour that is left out, by nobody', night({ from: 120, to: 180 }), '2026-03-29T01:00:00Z', false],
    ['when the clock goes back, 02:30 the first time', night({ from: 120, to: 180 }), '2026-10-25T00:30:00Z', true],
    ['and the second time', night({ from: 120, to: 180 }), '2026-10-25T01:30:00Z', true],
    ['in a zone that is half an hour off', night({ timeZone: 'Asia/Kolkata' }), '2026-01-15T16:30:00Z', true],
    ['on the days on which they begin', night({ days: [4] }), '2026-01-15T21:30:00Z', true], // a Thursday
    ['on the next morning, too', night({ days: [4] }), '2026-01-16T05:00:00Z', true],
    ['not on the morning before', night({ days: [4] }), '2026-01-15T05:00:00Z', false],
    ['from Sunday to Monday', night({ days: [7] }), '2026-01-19T05:00:00Z', true],
  ])('hold %s', (_, hours, at, isQuiet) => {
    expect(isQuietHour(hours, 'America/New_York', Date.parse(at))).toBe(isQuiet);
  });

  it("go by the device's zone when they name none, and by UTC when it names none that is known", () => {
    const hours = night({ timeZone: '' });
    const at = Date.parse('2026-01-15T21:30:00Z');
    expect(['Asia/Tokyo', 'Europe/Berlin', '', 'Mars/Olympus'].map((zone) => isQuietHour(hours, zone, at))).toEqual([
      true, // 06:30
      true, // 22:30
      false, // 21:30 by UTC
      false,
    ]);
  });

  it('are those minutes whose clock on the wall lies between both ends, in every zone and over every change of clocks', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2035-01-01') }),
        fc.integer({ min: 0, max: 1_439 }),
        fc.integer({ min: 0, max: 1_439 }),
        (timeZone, at, from, to) => {
          fc.pre(from !== to);
          // Another way to the clock on the wall than the code's.
          const [, hour, minute] = /(\d\d):(\d\d):\d\d$/.exec(new Date(at).toLocaleString('sv-SE', { timeZone })) ?? [];
          const wall = Number(hour) * 60 + Number(minute);
          const minutes = (to - from + 1_440) % 1_440;
          expect(isQuietHour({ from, to, timeZone, days: [] }, '', at)).toBe((wall - from + 1_440) % 1_440 < minutes);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('know the names of zones', () => {
    expect(['Europe/Berlin', 'UTC', 'Asia/Calcutta', '+01:00', 'Berlin', ''].map(isTimeZone)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
