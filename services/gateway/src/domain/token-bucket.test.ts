import { describe, expect, it } from 'vitest';
import { createTokenBucket } from './token-bucket.ts';

describe('a token bucket', () => {
  it("lets a second's worth through at once, then says when the next may come", () => {
    const bucket = createTokenBucket();
    const take = (nowMs: number) => bucket.take({ count: 1, ratePerSecond: 10, nowMs });
    for (let n = 0; n < 10; n += 1) expect(take(5_000)).toEqual({ ok: true });
    expect(take(5_000)).toEqual({ ok: false, retryAfterMs: 100 });
    expect(take(5_050)).toEqual({ ok: false, retryAfterMs: 50 });
    expect(take(5_101)).toEqual({ ok: true });
  });

  it('lets a batch above its size through when full, and then waits for it to be paid', () => {
    const bucket = createTokenBucket();
    expect(bucket.take({ count: 50, ratePerSecond: 10, nowMs: 0 })).toEqual({ ok: true });
    expect(bucket.take({ count: 1, ratePerSecond: 10, nowMs: 1_000 })).toEqual({ ok: false, retryAfterMs: 3_100 });
    expect(bucket.take({ count: 1, ratePerSecond: 10, nowMs: 4_100 })).toEqual({ ok: true });
  });

  it('obeys a changed rate at once', () => {
    const bucket = createTokenBucket();
    bucket.take({ count: 10, ratePerSecond: 10, nowMs: 0 });
    expect(bucket.take({ count: 1, ratePerSecond: 1_000, nowMs: 1 })).toEqual({ ok: true });
  });
});
