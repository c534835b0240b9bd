import { describe, expect, it } from 'vitest';
import { outcomeOfStatus, parseRetryAfter } from './answer.ts';

const now = Date.parse('2026-03-01T00:00:00Z');

it.each([
  [undefined, undefined],
  ['', undefined],
  ['7', 7_000],
  ['0', 0],
  ['Sun, 01 Mar 2026 00:00:30 GMT', 30_000],
  ['Sat, 28 Feb 2026 00:00:30 GMT', 0],
  ['soon', undefined],
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
