import type { PushTask } from '@bellhop/contracts';
import { describe, expect, it } from 'vitest';
import { aCallTask, aTask } from '../../test/a-task.ts';
import type { SendOutcome } from './send-outcome.ts';
import { expireTask, settleTask, type PlanRetry } from './settle-task.ts';

const now = 1_000_000;
const task = aTask({
  expiresAtMs: now + 60_000,
  createdAtMs: now,
  acceptedAtMs: now,
  decidedAtMs: 0,
  targets: ['a', 'b', 'c'].map((name) => ({
    pushId: `p_${name}`,
    token: `token-${name}`,
    userId: name,
    deviceId: `d-${name}`,
    inBackground: false,
  })),
});
const soon: PlanRetry = ({ retryAfterMs }) => ({
  kind: 'retry',
  topic: 'soon',
  dueAtMs: now + (retryAfterMs ?? 4_000),
});
const settle = (outcomes: SendOutcome[], planRetry: PlanRetry = soon) =>
  settleTask({ task, outcomes, shortened: ['title'], nowMs: now, tookMs: 12.4, planRetry });
const accepted: SendOutcome = { kind: 'accepted', vendorMessageId: 'v1', code: '0' };

describe('settleTask', () => {
  it('says what the vendor does not have, with the first attempt alone', () => {
    const ignored = (attempts: number) =>
      settleTask({
        task: { ...task, threadId: 't', attempts },
        outcomes: [accepted, accepted, accepted],
        shortened: [],
        nowMs: now,
        tookMs: 1,
        planRetry: soon,
      }).attempts[0]?.ignored;
    expect([ignored(0), ignored(1)]).toEqual([['threadID'], []]);
  });

  it('neither lets one bad token fail the others nor hides it', () => {
    const { attempts, retry, deadLetter } = settle([
      accepted,
      { kind: 'invalid-token', code: '20301', reason: 'unregistered' },
      accepted,
    ]);
    expect(attempts.map(({ result }) => result)).toEqual([
      'PUSH_RESULT_ACCEPTED',
      'PUSH_RESULT_INVALID_TOKEN',
      'PUSH_RESULT_ACCEPTED',
    ]);
    expect(attempts[1]?.invalidTokenSha256).toMatch(/^[0-9a-f]{64}$/);
    expect([retry, deadLetter]).toEqual([undefined, undefined]);
    expect(JSON.stringify(attempts)).not.toContain('token-');
  });

  it('tries only the failed targets again, after the longest hint', () => {
    const { retry } = settle([
      accepted,
      { kind: 'unavailable', code: 'HTTP 503', reason: 'busy', retryAfterMs: 9_000 },
      { kind: 'throttled', code: '200002', reason: 'slow' },
    ]);
    expect(retry).toMatchObject({ dueAtMs: now + 9_000, task: { attempts: 1 } });
    expect(retry?.task.targets.map(({ userId }) => userId)).toEqual(['b', 'c']);
  });

  it('dead-letters what no retry can help, with its cause', () => {
    const { deadLetter, retry } = settle([
      accepted,
      { kind: 'rejected', code: '10017', reason: 'title too long' },
      accepted,
    ]);
    expect(deadLetter).toMatchObject({ class: 'rejected', code: '10017', task: { targets: [{ userId: 'b' }] } });
    expect(retry).toBeUndefined();
  });

  it('tries what a vendor says in a way unknown to us again only so often, then dead-letters it', () => {
    const unknown: SendOutcome = { kind: 'unavailable', code: '99', reason: 'unknown', mostAttempts: 2 };
    const after = (doubtfulAttempts: number) =>
      settleTask({
        task: { ...task, attempts: 9, doubtfulAttempts }, // what was tried for other reasons does not count
        outcomes: [accepted, unknown, { ...unknown, mostAttempts: 3 }],
        shortened: [],
        nowMs: now,
        tookMs: 1,
        planRetry: soon,
      });
    const first = after(0);
    expect(first.retry?.task.targets.map(({ userId }) => userId)).toEqual(['b', 'c']);
    expect(first.deadLetter).toBeUndefined();
    expect(first.retry?.task).toMatchObject({ attempts: 10, doubtfulAttempts: 1 });
    const second = after(1);
    expect(second.retry?.task.targets.map(({ userId }) => userId)).toEqual(['c']);
    expect(second.deadLetter).toMatchObject({ class: 'rejected', code: '99', task: { targets: [{ userId: 'b' }] } });
    expect(second.attempts.map(({ result }) => result)).toEqual([
      'PUSH_RESULT_ACCEPTED',
      'PUSH_RESULT_REJECTED',
      'PUSH_RESULT_UNAVAILABLE',
    ]);
  });

  it('counts as doubtful no try at a vendor that is away', () => {
    const away: SendOutcome = { kind: 'unavailable', code: 'HTTP 503', reason: 'busy' };
    expect(settle([accepted, accepted, away]).retry?.task).toMatchObject({ attempts: 1, doubtfulAttempts: 0 });
  });

  it.each([
    ['RING', 4],
    ['MISSED', 13],
  ] as const)('gives %s of a call its tries: what rings few, and its end those in haste beside them', (kind, last) => {
    const unknown: SendOutcome = { kind: 'unavailable', code: '99', reason: 'unknown', mostAttempts: 5 };
    const call = aCallTask(kind).call;
    const after = (doubtfulAttempts: number) =>
      settleTask({
        task: { ...task, call, doubtfulAttempts },
        outcomes: [accepted, accepted, unknown],
        shortened: [],
        nowMs: now,
        tookMs: 1,
        planRetry: soon,
      });
    expect(after(last - 1).deadLetter).toBeUndefined();
    expect(after(last).deadLetter).toMatchObject({ class: 'rejected' });
  });

  it('calls a credential wrong when what may be its fault has been tried often enough', () => {
    const doubted: SendOutcome = {
      kind: 'unavailable',
      code: '80300002',
      reason: 'no permission',
      mostAttempts: 1,
      isAboutCredential: true,
    };
    expect(settle([accepted, accepted, doubted]).deadLetter).toMatchObject({
      class: 'misconfigured',
      code: '80300002',
    });
  });

  it('ends one target whose pause outlasts the life without the others', () => {
    const { attempts, retry } = settle([
      { kind: 'throttled', code: 'QUOTA_EXCEEDED', reason: 'slow', retryAfterMs: task.expiresAtMs - now },
      { kind: 'unavailable', code: 'timeout', reason: 'no answer' },
      { kind: 'quota-exhausted', code: '10070', reason: 'used up', untilMs: task.expiresAtMs },
    ]);
    expect(retry?.task.targets.map(({ userId }) => userId)).toEqual(['b']);
    expect(attempts.map(({ result, retryAtMs }) => [result, retryAtMs])).toEqual([
      ['PUSH_RESULT_EXPIRED', 0],
      ['PUSH_RESULT_UNAVAILABLE', retry?.dueAtMs],
      ['PUSH_RESULT_EXPIRED', 0],
    ]);
  });

  it('says expired where the next attempt would come too late', () => {
    const { attempts, retry, deadLetter } = settle(
      [accepted, accepted, { kind: 'unavailable', code: 'timeout', reason: 'no answer' }],
      () => ({ kind: 'expired' }),
    );
    expect(attempts[2]?.result).toBe('PUSH_RESULT_EXPIRED');
    expect([retry, deadLetter]).toEqual([undefined, undefined]);
  });

  it('waits for the end of a quota', () => {
    const { retry } = settle([
      accepted,
      accepted,
      { kind: 'quota-exhausted', code: '200001', reason: 'used up', untilMs: now + 30_000 },
    ]);
    expect(retry?.dueAtMs).toBe(now + 30_000);
  });

  it('waits for a quota that opens in hours in steps, so that others get their turn, and ends at once what will not live so long', () => {
    const exhausted: SendOutcome = {
      kind: 'quota-exhausted',
      code: '10070',
      reason: 'used up',
      untilMs: now + 8 * 3_600_000,
    };
    const hintOf = (expiresAtMs: number) => {
      let hint: number | undefined;
      settleTask({
        task: { ...task, expiresAtMs },
        outcomes: [exhausted, exhausted, exhausted],
        shortened: [],
        nowMs: now,
        tookMs: 0,
        planRetry: ({ retryAfterMs }) => ((hint = retryAfterMs), { kind: 'expired' }),
      });
      return hint;
    };
    expect(hintOf(now + 24 * 3_600_000)).toBe(600_000);
    expect(hintOf(now + 3_600_000)).toBe(8 * 3_600_000);
  });

  it('waits for the next attempt in the topic that was planned', () => {
    const busy: SendOutcome = { kind: 'unavailable', code: 'timeout', reason: 'no answer' };
    expect(settle([accepted, accepted, busy]).retry).toMatchObject({ topic: 'soon', dueAtMs: now + 4_000 });
  });

  it('calls no credential wrong for the token of a call, and stops trying it', () => {
    const held: SendOutcome = { kind: 'held', code: '20301', reason: 'unknown' };
    const after = (attempts: number, call: PushTask['call']) =>
      settleTask({
        task: { ...task, attempts, call },
        outcomes: [held, held, accepted],
        shortened: [],
        nowMs: now,
        tookMs: 1,
        planRetry: soon,
      });
    const ring: PushTask['call'] = {
      kind: 'CALL_PUSH_KIND_RING',
      callId: 'c',
      callerUserId: 'a',
      extendedData: '',
      expiresAtMs: now + 60_000,
      hasVideo: false,
      pushExpiresAtMs: 0,
      rangAtMs: 0,
    };
    expect(after(2, ring).retry?.task.targets).toHaveLength(2);
    const last = after(3, ring);
    expect([last.retry, last.deadLetter]).toEqual([undefined, undefined]);
    expect(last.attempts.map(({ result, retryAtMs }) => [result, retryAtMs])).toEqual([
      ['PUSH_RESULT_TOKEN_HELD', 0],
      ['PUSH_RESULT_TOKEN_HELD', 0],
      ['PUSH_RESULT_ACCEPTED', 0],
    ]);
    expect(after(3, null).deadLetter).toMatchObject({ class: 'misconfigured' });
  });

  it('records every target of a task that expired', () => {
    expect(expireTask(task, now).map(({ result, attempt }) => [result, attempt])).toEqual(
      Array(3).fill(['PUSH_RESULT_EXPIRED', 1]),
    );
  });
});
