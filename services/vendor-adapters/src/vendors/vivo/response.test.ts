import { describe, expect, it } from 'vitest';
import { answerOf, fixture } from '../../../test/fixture.ts';
import {
  isSavedContentGone,
  isTokenRefused,
  listsClosedUntil,
  readPushToList,
  readRecycle,
  readSaved,
  readSend,
  readVivoToken,
} from './response.ts';

const now = Date.parse('2026-03-01T04:00:00Z');

describe('readSend', () => {
  it.each([
    ['send-accepted', { kind: 'accepted', vendorMessageId: '121397329' }],
    ['send-invalid', { kind: 'invalid-token', code: '10302/1' }],
    ['send-not-a-test-user', { kind: 'misconfigured', code: '10302/4' }],
    ['token-refused', { kind: 'unavailable', code: '10000', isAboutCredential: true }],
  ])('reads %s', (name, expected) => {
    expect(readSend(answerOf(fixture('vivo', name)), now)).toMatchObject(expected);
  });

  it.each([
    [10040, 'unavailable'],
    [10043, 'misconfigured'],
    [10045, 'misconfigured'],
    [10050, 'rejected'],
    [10056, 'rejected'],
    [10067, 'rejected'],
    [10070, 'quota-exhausted'],
    [10071, 'quota-exhausted'],
    [10072, 'throttled'],
    [10073, 'quota-exhausted'],
    [10085, 'rejected'],
    [10094, 'misconfigured'],
    [10096, 'rejected'],
    [10097, 'rejected'],
    [10103, 'rejected'],
    [10252, 'quota-exhausted'],
    [10302, 'invalid-token'],
    [10311, 'rejected'],
    [10353, 'rejected'],
    [11000, 'rejected'],
    [12345, 'unavailable'],
    ['10072', 'throttled'],
  ])('code %s is %s', (result, kind) => {
    expect(readSend(answerOf({ result, desc: 'x' }), now)).toMatchObject({ kind, code: String(result) });
  });

  it('tries a code that nobody knows again once', () => {
    expect(readSend(answerOf({ result: 12345 }), now)).toMatchObject({ mostAttempts: 2 });
  });

  it('waits for seven o’clock outside the hours for operational messages', () => {
    expect(readSend(answerOf({ result: 10071 }), now)).toMatchObject({ untilMs: Date.parse('2026-03-01T23:00:00Z') });
  });

  it.each([
    [answerOf(undefined, 500), 'HTTP 500'],
    [answerOf(undefined), 'HTTP 200'],
    [answerOf({ result: 0 }, 500), 'HTTP 500'],
  ])('reads %j as unavailable', (answer, code) => {
    expect(readSend(answer, now)).toMatchObject({ kind: 'unavailable', code });
  });
});

describe('readPushToList', () => {
  it('gives each bad id its own outcome and the others the saved task’s id', () => {
    const outcomes = readPushToList(
      answerOf(fixture('vivo', 'list-one-invalid')),
      '512345678901',
      ['regA', 'regB', 'regC'],
      now,
    );
    expect(Object.fromEntries(outcomes)).toMatchObject({
      regA: { kind: 'accepted', vendorMessageId: '512345678901' },
      regB: { kind: 'invalid-token', code: '10302/2' },
      regC: { kind: 'misconfigured', code: '10302/4' },
    });
  });

  it('drops nobody for "invalid id" without saying whose', () => {
    const outcomes = readPushToList(answerOf({ result: 10302 }), 't', ['regA', 'regB'], now);
    expect([...outcomes.values()]).toMatchObject([{ kind: 'rejected' }, { kind: 'rejected' }]);
  });
});

it('readSaved reads the task id, or what went wrong', () => {
  expect(readSaved(answerOf(fixture('vivo', 'saved')), now)).toEqual({ taskId: '512345678901' });
  const usedUp = readSaved(answerOf({ result: 10252 }), now);
  expect('kind' in usedUp && listsClosedUntil(usedUp)).toBe(Date.parse('2026-03-01T16:00:00Z'));
});

it.each([
  [10152, true],
  [10155, true],
  [0, false],
  [10072, false],
])('result %i: is the saved content gone? %s', (result, expected) => {
  expect(isSavedContentGone(answerOf({ result }))).toBe(expected);
});

it('knows a refused token', () => {
  expect(isTokenRefused(answerOf(fixture('vivo', 'token-refused')))).toBe(true);
  expect(isTokenRefused(answerOf({ result: 10094 }))).toBe(false);
});

it.each([
  [
    answerOf(fixture('vivo', 'auth-granted')),
    { kind: 'granted', token: '24ds4343-3767-4b9e-83fe-b6e55ac62123', lifetimeMs: 86_400_000 },
  ],
  [answerOf(fixture('vivo', 'auth-wrong-sign')), { kind: 'misconfigured', code: '10206' }],
  [answerOf({ result: 10093 }), { kind: 'throttled' }],
  [answerOf({ result: 0 }), { kind: 'unavailable' }],
  [answerOf(undefined, 500), { kind: 'unavailable' }],
])('readVivoToken reads %j', (answer, expected) => {
  expect(readVivoToken(answer, now)).toMatchObject(expected);
});

describe('the answer to a recycle', () => {
  const read = (body: unknown, status = 200) => readRecycle(answerOf(body, status, 3_000), '121397329', now);

  it('is taken, under the id of what rang, which shows nothing about tokens', () => {
    expect(read({ result: 0, desc: '请求成功' })).toEqual({
      kind: 'accepted',
      vendorMessageId: '121397329',
      code: '0',
      isRecall: true,
    });
  });

  it.each([10_152, 10_155, 10_302, 10_471, 10_094, 88_888])(
    'that refuses with %i needs a replacement, and says nothing about the token',
    (result) => {
      expect(read({ result })).toBe('refused');
    },
  );

  it.each([403, 404, 405])('that there is no such call (HTTP %i) needs a replacement', (status) => {
    expect(read(undefined, status)).toBe('refused');
  });

  it.each([
    [{ result: 10_072 }, 200, 'throttled'],
    [{ result: 10_040 }, 200, 'unavailable'],
    [{ result: 10_000 }, 200, 'unavailable'],
    [undefined, 401, 'unavailable'],
    [undefined, 500, 'unavailable'],
    [{ result: 0 }, 503, 'unavailable'],
    [undefined, 429, 'throttled'],
  ])('%j with HTTP %i is %s, and asked again', (body, status, kind) => {
    expect(read(body, status)).toMatchObject({ kind });
  });

  it('that did not come is asked for again', () => {
    const outcome = { kind: 'unavailable', code: 'timeout', reason: 'late' } as const;
    expect(readRecycle({ kind: 'no answer', outcome }, '1', now)).toEqual(outcome);
  });
});
