import { describe, expect, it } from 'vitest';
import { outcomeOfSend, outcomeOfStatus, parseRetryAfter } from './answer.ts';

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
    [401, 'unavailable'],
    [403, 'unavailable'],
    [404, 'unavailable'],
    [405, 'unavailable'],
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
    for (const status of [403, 503]) {
      const answer = { kind: 'answer', status, body: undefined, retryAfterMs: 5_000 } as const;
      expect(outcomeOfStatus(answer)).toMatchObject({ retryAfterMs: 5_000 });
    }
  });

  it.each([401, 403, 404, 405])('%i is for a person to mend only when it lasts', (status) => {
    expect(outcomeOfStatus({ kind: 'answer', status, body: undefined, retryAfterMs: undefined })).toMatchObject({
      mostAttempts: 5,
      isAboutCredential: true,
    });
  });
});

describe('outcomeOfSend', () => {
  it('tries a success that says nothing only so often: the phone may have rung', () => {
    const answer = { kind: 'answer', status: 200, body: undefined, retryAfterMs: 3_000 } as const;
    expect(outcomeOfSend(answer)).toMatchObject({ kind: 'unavailable', mostAttempts: 5, retryAfterMs: 3_000 });
  });

  it.each([302, 500, 503])('tries %i for as long as the push lives', (status) => {
    const answer = { kind: 'answer', status, body: undefined, retryAfterMs: undefined } as const;
    expect(outcomeOfSend(answer)).toEqual(outcomeOfStatus(answer));
    expect(outcomeOfSend(answer)).not.toHaveProperty('mostAttempts');
  });
});
