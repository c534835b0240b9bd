import { describe, expect, it } from 'vitest';
import { answerOf, fixture } from '../../../test/fixture.ts';
import { readRevoke, readXiaomiAnswer, type SentEntry } from './response.ts';

const now = Date.parse('2026-03-01T04:00:00Z');
const midnight = Date.parse('2026-03-01T16:00:00Z');
const entries = [
  { regId: 'regA', channelId: undefined },
  { regId: 'regB', channelId: '119572' },
];

function read(name: string, count = 2) {
  return readXiaomiAnswer(answerOf(fixture('xiaomi', name)), entries.slice(0, count), now);
}

describe('readXiaomiAnswer', () => {
  it('takes all as accepted, with the one message id', () => {
    const accepted = { kind: 'accepted', vendorMessageId: 'scm51336519827468580b1', code: '0' };
    expect(read('all-accepted')).toEqual({ kind: 'decided', outcomes: [accepted, accepted] });
  });

  it('drops only the tokens that the vendor lists', () => {
    expect(read('one-of-two-invalid')).toMatchObject({
      outcomes: [{ kind: 'accepted' }, { kind: 'invalid-token', code: 'bad_regids' }],
    });
  });

  it('takes "no valid target" at its word for one target only', () => {
    expect(read('none-valid', 1)).toMatchObject({ outcomes: [{ kind: 'invalid-token', code: '20301' }] });
    expect(read('none-valid')).toEqual({ kind: 'no valid target' });
  });

  it.each([66_007, 10_029, 65_003])('decides on nobody of several for %i, which does not say whose it is', (code) => {
    expect(readXiaomiAnswer(answerOf({ result: 'error', code }), entries, now)).toEqual({
      kind: 'some target refused',
    });
  });

  it('waits until tomorrow when the channel of a message is over its quota', () => {
    expect(read('channel-over-quota')).toMatchObject({
      outcomes: [{ kind: 'accepted' }, { kind: 'quota-exhausted', untilMs: midnight }],
    });
  });

  it('waits until midnight in Shanghai when the quota of the day is used up', () => {
    expect(read('day-quota-used-up', 1)).toMatchObject({
      outcomes: [{ kind: 'quota-exhausted', code: '200001', untilMs: midnight }],
    });
  });

  it.each([
    [-1, 'unavailable'],
    [1, 'unavailable'],
    [10002, 'unavailable'],
    [10004, 'misconfigured'],
    [10014, 'misconfigured'],
    [10016, 'rejected'],
    [10017, 'rejected'],
    [10022, 'throttled'],
    [10027, 'throttled'],
    [10028, 'throttled'],
    [10029, 'invalid-token'],
    [10034, 'quota-exhausted'],
    [10037, 'unavailable'],
    [21301, 'misconfigured'],
    [22000, 'misconfigured'],
    [22022, 'misconfigured'],
    [22101, 'throttled'],
    [27001, 'misconfigured'],
    [65003, 'unavailable'],
    [65014, 'rejected'],
    [65038, 'rejected'],
    [66007, 'invalid-token'],
    [200001, 'quota-exhausted'],
    [200002, 'throttled'],
    [299999, 'unavailable'],
    ['21301', 'misconfigured'],
  ])('code %s is %s', (code, kind) => {
    const verdict = readXiaomiAnswer(answerOf({ result: 'error', code, description: 'x' }), entries.slice(0, 1), now);
    expect(verdict).toMatchObject({ kind: 'decided', outcomes: [{ kind, code: String(code) }] });
  });

  it('tries a code that nobody knows again once', () => {
    expect(readXiaomiAnswer(answerOf({ code: 299999 }), entries.slice(0, 1), now)).toMatchObject({
      outcomes: [{ mostAttempts: 2 }],
    });
  });

  it.each([
    ['a code with HTTP 401', answerOf({ code: 21301 }, 401), 'misconfigured', '21301'],
    ['a success code with HTTP 500', answerOf({ code: 0, data: { id: 'x' } }, 500), 'unavailable', 'HTTP 500'],
    ['a page with HTTP 502', answerOf(undefined, 502), 'unavailable', 'HTTP 502'],
    ['an empty body', answerOf(undefined), 'unavailable', 'HTTP 200'],
    ['HTTP 403 without body', answerOf(undefined, 403), 'unavailable', 'HTTP 403'],
  ])('decides on %s', (_, answer, kind, code) => {
    expect(readXiaomiAnswer(answer, entries.slice(0, 1), now)).toMatchObject({ outcomes: [{ kind, code }] });
  });
});

describe('channels that are over their quota', () => {
  const sent = (...channels: (string | undefined)[]): SentEntry[] =>
    channels.map((channelId, index) => ({ regId: `reg-${index}`, channelId }));
  const outcomes = (channelExceedQuota: unknown, entries: readonly SentEntry[]) => {
    const body = { code: 0, data: { id: 'v', channel_exceed_quota: channelExceedQuota } };
    const verdict = readXiaomiAnswer({ kind: 'answer', status: 200, body, retryAfterMs: undefined }, entries, 0);
    if (verdict.kind !== 'decided') throw new Error(verdict.kind);
    return verdict.outcomes.map(({ kind }) => kind);
  };

  it.each<[unknown, (string | undefined)[], string[]]>([
    ['no_channel:2 a:3', [undefined, undefined, 'b'], ['quota-exhausted', 'quota-exhausted', 'accepted']],
    ['a:1', ['a', 'a', 'b'], ['unavailable', 'unavailable', 'accepted']],
    ['a:2', ['a', 'a', 'b'], ['quota-exhausted', 'quota-exhausted', 'accepted']],
    ['119572:2', ['1', '19572'], ['accepted', 'accepted']],
    ['no_channel:1', ['a'], ['accepted']],
    [undefined, ['a', undefined], ['accepted', 'accepted']],
  ])('%j of messages to %j', (member, channels, kinds) => {
    expect(outcomes(member, sent(...channels))).toEqual(kinds);
  });

  it('are sent once more, with the reason, where nobody knows which were dropped', () => {
    const body = { code: 0, data: { id: 'v', channel_exceed_quota: 'a:1' } };
    const answer = { kind: 'answer', status: 200, body, retryAfterMs: undefined } as const;
    expect(readXiaomiAnswer(answer, sent('a', 'a'), 0)).toMatchObject({
      outcomes: [
        { mostAttempts: 2, reason: 'the vendor dropped 1 of 2 messages of this channel and does not say which' },
        { mostAttempts: 2 },
      ],
    });
  });
});

describe('the answer to a revoke', () => {
  const answer = (code: number) => readRevoke(answerOf({ result: 'error', code, reason: 'x' }), now);

  it('is taken, which shows nothing about tokens', () => {
    const body = { result: 'ok', trace_id: 'X1', code: 0, description: '成功' };
    const accepted = { kind: 'accepted', vendorMessageId: '', code: '0', isRecall: true };
    expect(readRevoke(answerOf(body), now)).toEqual(accepted);
    expect(readRevoke(answerOf({ ...body, code: '0' }), now)).toEqual(accepted);
  });

  it.each([20_301, 65_003, 65_028, 66_007, 10_029])('%i means that there is nothing to take away', (code) => {
    expect(answer(code)).toMatchObject({ kind: 'superseded', code: String(code) });
  });

  it.each([
    [10_002, 'unavailable'],
    [10_016, 'rejected'],
    [10_020, 'rejected'],
    [21_301, 'misconfigured'],
    [22_022, 'misconfigured'],
    [22_103, 'rejected'],
    [200_001, 'quota-exhausted'],
    [200_002, 'throttled'],
  ])('%i is %s', (code, kind) => {
    expect(answer(code)).toMatchObject({ kind, code: String(code) });
  });

  it('of a code unknown to us is tried again once, and says nothing about the token', () => {
    expect(answer(99_999)).toMatchObject({ kind: 'unavailable', code: '99999', mostAttempts: 2 });
  });

  it.each([
    ['no code', {}, 200, 'unavailable'],
    ['a page', undefined, 502, 'unavailable'],
    ['429', undefined, 429, 'throttled'],
    ['a success that is none', { code: 0 }, 500, 'unavailable'],
  ])('with %s is decided by its status', (_, body, status, kind) => {
    expect(readRevoke(answerOf(body, status, 3_000), now)).toMatchObject({ kind, retryAfterMs: 3_000 });
  });
});
