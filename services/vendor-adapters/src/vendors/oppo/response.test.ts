import { describe, expect, it } from 'vitest';
import { answerOf, fixture } from '../../../test/fixture.ts';
import { isTokenRefused, readBroadcast, readOppoToken, readSaved, readUnicast, readUnicastBatch } from './response.ts';

const now = Date.parse('2026-03-01T04:00:00Z');
const regId = 'CN_078ad8b8a137cadb14ae5b70cf846312';

describe('readUnicast', () => {
  it('reads the message id', () => {
    expect(readUnicast(answerOf(fixture('oppo', 'unicast-accepted')), regId, now)).toEqual({
      kind: 'accepted',
      vendorMessageId: 'ZngnvJIM7wQusNtbqYnpH6XX-1-1-622ff7cfae27668d2ed3afec',
      code: '0',
    });
  });

  it.each([
    [-2, 'throttled'],
    [-1, 'unavailable'],
    [11, 'unavailable'],
    [12, 'rejected'],
    [13, 'throttled'],
    [14, 'misconfigured'],
    [16, 'misconfigured'],
    [19, 'misconfigured'],
    [26, 'misconfigured'],
    [28, 'misconfigured'],
    [29, 'unavailable'],
    [30, 'misconfigured'],
    [32, 'accepted'],
    [33, 'quota-exhausted'],
    [40, 'rejected'],
    [41, 'rejected'],
    [54, 'misconfigured'],
    [55, 'throttled'],
    [59, 'rejected'],
    [67, 'misconfigured'],
    [10000, 'invalid-token'],
    [10001, 'invalid-token'],
    [10004, 'accepted'],
    [12345, 'rejected'],
    [99999, 'unavailable'],
  ])('code %i is %s', (code, kind) => {
    expect(readUnicast(answerOf({ code, message: 'x' }), regId, now)).toMatchObject({ kind, code: String(code) });
  });

  it('takes "invalid arguments" for an invalid token where the token is not of the vendor’s form', () => {
    expect(readUnicast(answerOf({ code: 41 }), 'not-an-id', now)).toMatchObject({ kind: 'invalid-token', code: '41' });
  });

  it.each([
    [answerOf(undefined, 503, 4_000), { kind: 'unavailable', code: 'HTTP 503', retryAfterMs: 4_000 }],
    [answerOf(undefined, 429), { kind: 'throttled' }],
    [answerOf(undefined), { kind: 'unavailable' }],
    [answerOf({ code: 0 }, 500), { kind: 'unavailable', code: 'HTTP 500' }],
  ])('reads %j', (answer, expected) => {
    expect(readUnicast(answer, regId, now)).toMatchObject(expected);
  });
});

describe('readUnicastBatch', () => {
  const ids = ['CN_078ad8b8a137cadb14ae5b70cf846312', 'CN_178ad8b8a137cadb14ae5b70cf846312'];

  it('decides by error code and not by message id', () => {
    expect(readUnicastBatch(answerOf(fixture('oppo', 'batch-one-invalid')), ids, now)).toMatchObject([
      { kind: 'accepted', vendorMessageId: 'Z-1-1-a' },
      { kind: 'invalid-token', code: '10000' },
    ]);
  });

  it('goes by registration id when the answer is shorter, and takes nothing for accepted that is not in it', () => {
    const body = { code: 0, data: [{ registrationId: ids[1], errorCode: 10001 }] };
    expect(readUnicastBatch(answerOf(body), ids, now)).toMatchObject([
      { kind: 'unavailable' },
      { kind: 'invalid-token' },
    ]);
    expect(readUnicastBatch(answerOf({ code: 0, data: {} }), ids, now)).toMatchObject([
      { kind: 'unavailable', mostAttempts: 5 },
      { kind: 'unavailable', mostAttempts: 5 },
    ]);
  });

  it('goes by registration id when the answer is in another order', () => {
    const body = { code: 0, data: [{ registrationId: ids[1] }, { registrationId: ids[0], errorCode: 10000 }] };
    expect(readUnicastBatch(answerOf(body), ids, now)).toMatchObject([{ kind: 'invalid-token' }, { kind: 'accepted' }]);
  });

  it('goes by place where the vendor writes the ids in another way', () => {
    const body = { code: 0, data: [{ registrationId: '078ad8b8' }, { registrationId: '178ad8b8', errorCode: 10000 }] };
    expect(readUnicastBatch(answerOf(body), ids, now)).toMatchObject([{ kind: 'accepted' }, { kind: 'invalid-token' }]);
  });

  it('takes what is said once of an id that came twice for one of its two messages', () => {
    const [first = '', second = ''] = ids;
    const body = { code: 0, data: [{ registrationId: first, messageId: 'Z-1' }, { registrationId: second }] };
    expect(readUnicastBatch(answerOf(body), [first, first, second], now)).toMatchObject([
      { kind: 'accepted', vendorMessageId: 'Z-1' },
      { kind: 'unavailable' },
      { kind: 'accepted' },
    ]);
  });

  it('gives everybody the code of a whole failure', () => {
    expect(readUnicastBatch(answerOf({ code: 55, data: {} }), ids, now)).toMatchObject([
      { kind: 'throttled' },
      { kind: 'throttled' },
    ]);
  });
});

describe('readBroadcast', () => {
  it('reads digit keys as error codes, everybody else as accepted', () => {
    const outcomes = readBroadcast(
      answerOf(fixture('oppo', 'broadcast-two-invalid')),
      ['CN_bad1', 'CN_off1', 'CN_twice', 'CN_ok'],
      now,
    );
    expect(outcomes).toMatchObject([
      { kind: 'invalid-token', code: '10000' },
      { kind: 'invalid-token', code: '10001' },
      { kind: 'accepted', code: '10004' },
      { kind: 'accepted', vendorMessageId: '58ad47319e8d725350a5afd6' },
    ]);
  });
});

it.each([
  ['save-accepted', { messageId: '58ad47319e8d725350a5afd5' }],
  ['save-duplicate', 'duplicate'],
])('readSaved reads %s', (name, expected) => {
  expect(readSaved(answerOf(fixture('oppo', name)), now)).toEqual(expected);
});

it.each([
  [11, true],
  [29, true],
  ['11', true],
  [14, false],
  [0, false],
])('code %j: is the token refused? %s', (code, expected) => {
  expect(isTokenRefused(answerOf({ code }))).toBe(expected);
});

describe('readOppoToken', () => {
  it.each([
    [
      answerOf(fixture('oppo', 'auth-granted')),
      { kind: 'granted', token: '58ad47319e8d725350a5afd5', lifetimeMs: 86_400_000 },
    ],
    [answerOf(fixture('oppo', 'auth-invalid-signature')), { kind: 'misconfigured', code: '16' }],
    [answerOf({ code: 13 }), { kind: 'throttled', code: '13' }],
    [answerOf({ code: -1 }), { kind: 'unavailable' }],
    [answerOf({ code: 0, data: {} }), { kind: 'unavailable' }],
    [answerOf(undefined, 502), { kind: 'unavailable' }],
  ])('reads %j', (answer, expected) => {
    expect(readOppoToken(answer, now)).toMatchObject(expected);
  });
});
