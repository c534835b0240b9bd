import { describe, expect, it } from 'vitest';
import { outcomeOfStatus, parseRetryAfter } from './answer.ts';

const now = Date.parse('2026-03-01T00:00:00Z');

it.each([
  [undefined, undefined],
  ['', undefined],
  ['7', 7_000],
  ['2.5', 2_500],
  ['Sun, 01 Mar 2026 00:00:30 GMT', 30_000],
  [['7', '9'], 7_000],
  ['soon', undefined],
  // No pause: our own has to do, or it would be tried again at once for ever.
  ['0', undefined],
  ['0.2', undefined],
  ['-1', undefined],
  ['10, 10', undefined],
  ['Sat, 28 Feb 2026 00:00:30 GMT', undefined],
  // A push would end for it, though the vendor is back in a minute.
  ['1772323200', undefined],
  ['Mon, 01 Mar 2027 00:00:00 GMT', undefined],
])('Retry-After %j is %j ms', (value, expected) => {
  expect(parseRetryAfter(value, now)).toBe(expected);
});

describe('outcomeOfStatus', () => {
  it.each([
    [200, 'unavailable'],
    [301, 'misconfigured'],
    [302, 'unavailable'],
    [308, 'misconfigured'],
    [400, 'rejected'],
    [401, 'misconfigured'],
    [403, 'misconfigured'],
    [404, 'misconfigured'],
    [429, 'throttled'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('%i is %s', (status, kind) => {
    expect(outcomeOfStatus({ kind: 'answer', status, body: undefined, retryAfterMs: undefined })).toMatchObject({
      kind,
      code: `HTTP ${String(status)}`,
    });
  });

  it('keeps the pause that the vendor asks for', () => {
    expect(outcomeOfStatus({ kind: 'answer', status: 503, body: undefined, retryAfterMs: 5_000 })).toMatchObject({
      retryAfterMs: 5_000,
    });
  });
});
