import { describe, expect, it } from 'vitest';
import { nextInShanghai, outcomeOfClass } from './result-class.ts';

describe('nextInShanghai', () => {
  it.each([
    ['2026-03-01T15:59:59.000Z', 0, '2026-03-01T16:00:00.000Z'],
    ['2026-03-01T16:00:00.000Z', 0, '2026-03-02T16:00:00.000Z'],
    ['2026-03-01T20:00:00.000Z', 7, '2026-03-01T23:00:00.000Z'],
    ['2026-03-01T23:30:00.000Z', 7, '2026-03-02T23:00:00.000Z'],
  ])("after %s, %i o'clock is %s", (now, hour, expected) => {
    expect(new Date(nextInShanghai(Date.parse(now), hour)).toISOString()).toBe(expected);
  });
});

it.each([
  ['ok', 'accepted'],
  ['token', 'invalid-token'],
  ['auth', 'misconfigured'],
  ['access', 'unavailable'],
  ['rate', 'throttled'],
  ['quota', 'quota-exhausted'],
  ['bad', 'rejected'],
  ['retry', 'unavailable'],
] as const)('class %s is the outcome %s', (resultClass, kind) => {
  expect(outcomeOfClass([resultClass, 'words'], '7', 0)).toMatchObject({ kind, code: '7' });
});
