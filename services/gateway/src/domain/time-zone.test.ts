import { expect, it } from 'vitest';
import { knownTimeZone } from './time-zone.ts';

it.each([
  ['GMT+08:00', '+08:00'],
  ['GMT-3', '-03:00'],
  ['GMT+0530', '+05:30'],
  ['UTC+5:45', '+05:45'],
])('a device that calls its zone %s is in %s', (name, known) => {
  expect(knownTimeZone(name)).toBe(known);
  expect(() => new Intl.DateTimeFormat('en', { timeZone: known })).not.toThrow();
});

it.each(['', 'GMT', 'Etc/GMT-8', 'Asia/Calcutta', 'Europe/Berlin', '+08:00', 'GMT+8 hours'])(
  'a zone that has the name "%s" keeps it',
  (name) => {
    expect(knownTimeZone(name)).toBe(name);
  },
);
