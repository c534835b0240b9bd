import { describe, expect, it } from 'vitest';
import { answerOf, fixture } from '../../../test/fixture.ts';
import { createOutageGuard, isTokenRefused, readHuaweiAnswer, readHuaweiToken } from './response.ts';

const tokens = ['tokenA', 'tokenB'];
const kindsOf = (name: string) =>
  [...readHuaweiAnswer(answerOf(fixture('huawei', name)), tokens, 0).values()].map(({ kind }) => kind);

describe('readHuaweiAnswer', () => {
  it('keeps the request id, which receipts repeat', () => {
    expect(readHuaweiAnswer(answerOf(fixture('huawei', 'success')), tokens, 0).get('tokenB')).toEqual({
      kind: 'accepted',
      vendorMessageId: '157278422841836431010901',
      code: '80000000',
    });
  });

  it.each([
    ['success', ['accepted', 'accepted']],
    ['partial', ['accepted', 'invalid-token']],
    ['partial-by-reason', ['accepted', 'invalid-token']],
    ['partial-unreadable', ['unavailable', 'unavailable']],
    ['all-tokens-invalid', ['invalid-token', 'invalid-token']],
    ['token-expired', ['unavailable', 'unavailable']],
  ])('reads %s', (name, kinds) => {
    expect(kindsOf(name)).toEqual(kinds);
  });

  it('sends once more to all of whom some failed and nobody says which, and not for ever', () => {
    const outcomes = readHuaweiAnswer(answerOf(fixture('huawei', 'partial-unreadable')), tokens, 0);
    expect(outcomes.get('tokenA')).toMatchObject({ kind: 'unavailable', mostAttempts: 2 });
  });

  it.each([
    ['80100001', 'rejected'],
    ['80100003', 'rejected'],
    ['80100016', 'rejected'],
    ['80100017', 'throttled'],
    ['80200001', 'unavailable'],
    ['80200005', 'unavailable'],
    ['80300002', 'misconfigured'],
    ['80300008', 'rejected'],
    ['80300010', 'rejected'],
    ['80300011', 'misconfigured'],
    ['80600003', 'misconfigured'],
    ['80000001', 'unavailable'],
    ['81000001', 'unavailable'],
    ['80199999', 'rejected'],
    ['80299999', 'misconfigured'],
    ['80399999', 'misconfigured'],
    ['80699999', 'unavailable'],
    ['81999999', 'unavailable'],
    ['99999999', 'rejected'],
  ])('code %s is %s, whatever the HTTP status', (code, kind) => {
    for (const status of [200, 400]) {
      expect(readHuaweiAnswer(answerOf({ code, msg: 'x' }, status), ['t'], 0).get('t')).toMatchObject({ kind, code });
    }
  });

  it.each([
    [400, 'rejected'],
    [401, 'unavailable'],
    [404, 'unavailable'],
    [500, 'unavailable'],
    [502, 'unavailable'],
    [503, 'throttled'],
  ])('HTTP %i without a code is %s', (status, kind) => {
    expect(readHuaweiAnswer(answerOf(undefined, status, 2_000), ['t'], 0).get('t')).toMatchObject({
      kind,
      code: `HTTP ${String(status)}`,
    });
  });

  it.each([200, 403, 500])('does not take the code of a proxy for one of the vendor: HTTP %i', (status) => {
    const answer = answerOf({ code: status, message: 'Forbidden' }, status);
    expect(readHuaweiAnswer(answer, ['t'], 0).get('t')).toMatchObject({
      kind: 'unavailable',
      code: `HTTP ${String(status)}`,
    });
  });
});

describe('createOutageGuard', () => {
  const accepted = { kind: 'accepted', code: '80000000', vendorMessageId: '1' } as const;
  const refused = (code: string) => ({ kind: 'misconfigured', code, reason: 'x' }) as const;
  const triedAgain = { kind: 'unavailable', mostAttempts: 5, isAboutCredential: true };

  it('tries again what had the permission before', () => {
    const guarded = createOutageGuard();
    expect(guarded(refused('80300002'))).toEqual(refused('80300002'));
    expect(guarded(accepted)).toEqual(accepted);
    expect(guarded(refused('80300002'))).toMatchObject({ ...triedAgain, code: '80300002' });
    expect(guarded(refused('80200001'))).toEqual(refused('80200001'));
  });

  it('tries again what the vendor could not verify', () => {
    expect(createOutageGuard()(refused('80600003'))).toMatchObject({ ...triedAgain, code: '80600003' });
  });
});

it.each([
  [answerOf({ code: '80200001' }, 401), true],
  [answerOf({ code: '80200003' }), true],
  [answerOf({ code: '80200005' }), true],
  [answerOf(undefined, 401), true],
  [answerOf({ code: '80300002' }, 401), false],
  [answerOf({ code: '80000000' }), false],
])('knows a refused access token: %j', (answer, expected) => {
  expect(isTokenRefused(answer)).toBe(expected);
});

describe('readHuaweiToken', () => {
  it('reads token and lifetime', () => {
    expect(readHuaweiToken(answerOf(fixture('huawei', 'oauth-granted')))).toEqual({
      kind: 'granted',
      token: 'CF3Xl2XV6jMK/Nm3WccUIaDg==',
      lifetimeMs: 3_600_000,
    });
  });

  it.each([
    [answerOf(fixture('huawei', 'oauth-wrong-secret'), 400), { kind: 'misconfigured', code: '1101/12304' }],
    [answerOf({ error: 1101, sub_error: 20003 }, 403), { kind: 'misconfigured', code: '1101/20003' }],
    [answerOf(undefined, 404), { kind: 'unavailable', code: 'HTTP 404', isAboutCredential: true }],
    [answerOf(undefined, 500), { kind: 'unavailable', code: 'HTTP 500' }],
    [answerOf({ error: 1101 }, 590), { kind: 'unavailable' }],
    [answerOf(undefined, 503, 3_000), { kind: 'throttled', retryAfterMs: 3_000 }],
    [answerOf('no object'), { kind: 'unavailable' }],
  ])('reads %j', (answer, expected) => {
    expect(readHuaweiToken(answer)).toMatchObject(expected);
  });
});
