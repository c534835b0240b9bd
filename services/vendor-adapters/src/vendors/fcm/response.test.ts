import { describe, expect, it } from 'vitest';
import { answerOf, fixture } from '../../../test/fixture.ts';
import { createProjectGuard, createThirdPartyGuard, isTokenRefused, readFcmAnswer, readFcmToken } from './response.ts';

describe('readFcmAnswer', () => {
  it.each([
    [
      'sent',
      200,
      { kind: 'accepted', vendorMessageId: 'projects/my-project/messages/0:1500415314455276%31bd1c9631bd1c96' },
    ],
    ['unregistered', 404, { kind: 'invalid-token', code: 'UNREGISTERED' }],
    ['malformed-token', 400, { kind: 'invalid-token', code: 'INVALID_ARGUMENT' }],
    ['token-field-violation', 400, { kind: 'invalid-token', code: 'INVALID_ARGUMENT' }],
    ['bad-field', 400, { kind: 'rejected', code: 'INVALID_ARGUMENT' }],
    ['too-big', 400, { kind: 'rejected', code: 'INVALID_ARGUMENT' }],
    ['sender-id-mismatch', 403, { kind: 'invalid-token', code: 'SENDER_ID_MISMATCH' }],
    ['api-disabled', 403, { kind: 'misconfigured', code: 'SERVICE_DISABLED' }],
    ['access-token-expired', 401, { kind: 'unavailable', code: 'ACCESS_TOKEN_EXPIRED', isAboutCredential: true }],
    ['third-party-auth', 401, { kind: 'misconfigured', code: 'THIRD_PARTY_AUTH_ERROR' }],
    ['quota-exceeded', 429, { kind: 'throttled', code: 'QUOTA_EXCEEDED', retryAfterMs: 60_000 }],
    ['unavailable', 503, { kind: 'unavailable', code: 'UNAVAILABLE', retryAfterMs: 10_000 }],
    ['internal', 500, { kind: 'unavailable', code: 'INTERNAL' }],
    ['project-not-found', 404, { kind: 'misconfigured', code: 'NOT_FOUND' }],
  ])('reads %s', (name, status, expected) => {
    expect(readFcmAnswer(answerOf(fixture('fcm', name), status))).toMatchObject(expected);
  });

  it('prefers the pause that Google asks for', () => {
    expect(readFcmAnswer(answerOf(fixture('fcm', 'quota-exceeded'), 429, 7_000))).toMatchObject({
      retryAfterMs: 7_000,
    });
    expect(readFcmAnswer(answerOf(fixture('fcm', 'unavailable'), 503, 8_000))).toMatchObject({ retryAfterMs: 8_000 });
  });

  it.each([
    [answerOf('<html>', 502), { kind: 'unavailable', code: 'HTTP 502', retryAfterMs: 10_000 }],
    [answerOf('<html>', 429), { kind: 'throttled', code: 'HTTP 429', retryAfterMs: 60_000 }],
    [answerOf('', 401), { kind: 'unavailable', code: 'HTTP 401' }],
    [answerOf('<html>', 404), { kind: 'unavailable', code: 'HTTP 404', isAboutCredential: true }],
    [answerOf({}), { kind: 'unavailable', code: 'HTTP 200', mostAttempts: 5 }],
    [answerOf({ error: { status: 'ABORTED' } }, 409), { kind: 'rejected', code: 'ABORTED' }],
    [answerOf({ error: { status: 'ODD' } }, 500), { kind: 'unavailable', code: 'HTTP 500' }],
  ])('reads %j', (answer, expected) => {
    expect(readFcmAnswer(answer)).toMatchObject(expected);
  });
});

it('tells an expired access token from a bad APNs credential', () => {
  expect(isTokenRefused(answerOf(fixture('fcm', 'access-token-expired'), 401))).toBe(true);
  expect(isTokenRefused(answerOf(fixture('fcm', 'third-party-auth'), 401))).toBe(false);
  expect(isTokenRefused(answerOf(fixture('fcm', 'api-disabled'), 403))).toBe(false);
});

it.each([
  [
    answerOf({ access_token: 'ya29.c', expires_in: 3599, token_type: 'Bearer' }),
    { kind: 'granted', token: 'ya29.c', lifetimeMs: 3_599_000 },
  ],
  [answerOf(fixture('fcm', 'invalid-grant'), 400), { kind: 'misconfigured', code: 'invalid_grant' }],
  [answerOf({ error: 'invalid_client' }, 401), { kind: 'misconfigured', code: 'invalid_client' }],
  [answerOf(undefined, 503, 1_000), { kind: 'unavailable', retryAfterMs: 1_000 }],
  [answerOf(undefined, 429), { kind: 'throttled' }],
  [answerOf('<html>', 403), { kind: 'unavailable', code: 'HTTP 403', isAboutCredential: true }],
])('readFcmToken reads %j', (answer, expected) => {
  expect(readFcmToken(answer)).toMatchObject(expected);
});

it('stops dropping tokens when all are said to be of another project', () => {
  const guarded = createProjectGuard({ mismatchLimit: 2 });
  const mismatch = readFcmAnswer(answerOf(fixture('fcm', 'sender-id-mismatch'), 403));
  const sent = readFcmAnswer(answerOf(fixture('fcm', 'sent')));
  expect([mismatch, mismatch, sent, mismatch, mismatch, mismatch].map((outcome) => guarded(outcome).kind)).toEqual([
    'invalid-token',
    'invalid-token',
    'accepted',
    'invalid-token',
    'invalid-token',
    'misconfigured',
  ]);
});

it('takes 429 for the limit of one device until several come in a row', () => {
  const guarded = createProjectGuard({ throttleLimit: 2 });
  const throttled = readFcmAnswer(answerOf(fixture('fcm', 'quota-exceeded'), 429));
  const sent = readFcmAnswer(answerOf(fixture('fcm', 'sent')));
  const read = [throttled, throttled, sent, throttled, throttled, throttled].map(guarded);
  expect(read.map((outcome) => 'isAboutOneTarget' in outcome)).toEqual([true, true, false, true, true, false]);
  expect(read.at(-1)).toEqual(throttled);
});

it('takes a bare "not found" for the token only when the project has taken messages', () => {
  const guarded = createProjectGuard();
  const notFound = readFcmAnswer(answerOf(fixture('fcm', 'project-not-found'), 404));
  const sent = readFcmAnswer(answerOf(fixture('fcm', 'sent')));
  expect([notFound, sent, notFound].map((outcome) => guarded(outcome).kind)).toEqual([
    'misconfigured',
    'accepted',
    'invalid-token',
  ]);
});

it('tries a refusal by Apple again where iPhones were reached before', () => {
  const guarded = createThirdPartyGuard();
  const refused = readFcmAnswer(answerOf(fixture('fcm', 'third-party-auth'), 401));
  const sent = readFcmAnswer(answerOf(fixture('fcm', 'sent')));
  guarded(sent, 'android');
  expect(guarded(refused, 'ios')).toEqual(refused);
  guarded(sent, 'ios');
  expect(guarded(refused, 'ios')).toMatchObject({
    kind: 'unavailable',
    code: 'THIRD_PARTY_AUTH_ERROR',
    mostAttempts: 5,
    isAboutCredential: true,
  });
});
