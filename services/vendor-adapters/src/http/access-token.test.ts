import { describe, expect, it, vi } from 'vitest';
import { callWithToken, createAccessTokens, refreshBeforeEnd, type TokenGrant } from './access-token.ts';
import type { HttpResult } from './answer.ts';

function setUp(grants: (call: number) => TokenGrant) {
  let nowMs = 1_000_000;
  let calls = 0;
  const request = vi.fn(async () => {
    await Promise.resolve();
    return grants((calls += 1));
  });
  const tokens = createAccessTokens({ request, refreshAfterMs: refreshBeforeEnd(300_000), now: () => nowMs });
  return { tokens, request, pass: (ms: number) => (nowMs += ms) };
}

const granted = (call: number): TokenGrant => ({ kind: 'granted', token: `t${String(call)}`, lifetimeMs: 3_600_000 });
const wrongSecret: TokenGrant = { kind: 'misconfigured', code: '16', reason: 'wrong secret' };

describe('access tokens', () => {
  it('are asked for once by many callers', async () => {
    const { tokens, request } = setUp(granted);
    expect(await Promise.all(Array.from({ length: 100 }, () => tokens.get()))).toEqual(Array(100).fill('t1'));
    expect(request).toHaveBeenCalledTimes(1);
  });

  it('are replaced in the background, without waiting, before their end', async () => {
    const { tokens, request, pass } = setUp(granted);
    await tokens.get();
    pass(3_600_000 - 300_000);
    expect(await tokens.get()).toBe('t1');
    expect(request).toHaveBeenCalledTimes(2);
    await vi.waitFor(async () => expect(await tokens.get()).toBe('t2'));
  });

  it('still serve when the replacement fails, and are waited for after their end', async () => {
    const { tokens, pass } = setUp((call) =>
      call === 2 ? { kind: 'unavailable', code: 'reset', reason: 'broke' } : granted(call),
    );
    await tokens.get();
    pass(3_500_000);
    expect(await tokens.get()).toBe('t1');
    await Promise.resolve();
    expect(await tokens.get()).toBe('t1');
    pass(200_000);
    expect(await tokens.get()).toBe('t3');
  });

  it('are not asked for again soon after a refusal', async () => {
    const { tokens, request, pass } = setUp((call) => (call === 1 ? wrongSecret : granted(call)));
    expect(await tokens.get()).toEqual(wrongSecret);
    expect(await tokens.get()).toEqual(wrongSecret);
    expect(request).toHaveBeenCalledTimes(1);
    pass(30_000);
    expect(await tokens.get()).toBe('t2');
  });

  it('are replaced once when many calls report the same refused one', async () => {
    const { tokens, request, pass } = setUp(granted);
    await tokens.get();
    pass(5_000);
    expect(await Promise.all([tokens.replace('t1'), tokens.replace('t1'), tokens.get()])).toEqual(['t2', 't2', 't2']);
    expect(await tokens.replace('t1')).toBe('t2');
    expect(request).toHaveBeenCalledTimes(2);
  });

  it('are replaced by force at once when they are new, but not over and over', async () => {
    const { tokens, pass } = setUp(granted);
    await tokens.get();
    expect(await tokens.replace('t1')).toBe('t2');
    expect(await tokens.replace('t2')).toBe('t2');
    pass(1_000);
    expect(await tokens.replace('t2')).toBe('t3');
  });

  it('are replaced by force whenever they have worked before', async () => {
    const { tokens } = setUp(granted);
    for (const token of ['t1', 't2', 't3']) {
      expect(await tokens.get()).toBe(token);
      tokens.confirm(token);
      await tokens.replace(token);
    }
    expect(await tokens.get()).toBe('t4');
  });

  it.each([
    [3_600_000, 3_300_000],
    [10_000, 8_000],
  ])('of %i ms are replaced at the age of %i ms', (lifetimeMs, ageMs) => {
    expect(refreshBeforeEnd(300_000)(lifetimeMs)).toBe(ageMs);
  });
});

describe('callWithToken', () => {
  const answer = (status: number): HttpResult => ({ kind: 'answer', status, body: {}, retryAfterMs: undefined });
  const isRefused = (result: HttpResult) => result.kind === 'answer' && result.status === 401;

  it('calls once more with a new token, and no more', async () => {
    const { tokens, pass } = setUp(granted);
    await tokens.get();
    pass(5_000);
    const call = vi.fn(async () => Promise.resolve(answer(401)));
    expect(await callWithToken(tokens, call, isRefused)).toEqual(answer(401));
    expect(call.mock.calls).toEqual([['t1'], ['t2']]);
  });

  it('does not call without a token', async () => {
    const { tokens } = setUp(() => wrongSecret);
    const call = vi.fn(async () => Promise.resolve(answer(200)));
    expect(await callWithToken(tokens, call, isRefused)).toEqual({ kind: 'no answer', outcome: wrongSecret });
    expect(call).not.toHaveBeenCalled();
  });
});
