import { describe, expect, it } from 'vitest';
import { keyedBuckets } from './keyed-buckets.ts';

describe('buckets by key', () => {
  it('bound each key by itself', () => {
    const take = keyedBuckets({ ratePerSecond: 2, burstSeconds: 5 });
    for (let n = 0; n < 10; n += 1) expect(take('a', 0).ok).toBe(true);
    expect(take('a', 0)).toEqual({ ok: false, retryAfterMs: 500 });
    expect(take('b', 0).ok).toBe(true);
    expect(take('a', 500).ok).toBe(true);
  });

  it('let several through at once, or none of them', () => {
    const take = keyedBuckets({ ratePerSecond: 2, burstSeconds: 5 });
    expect(take('a', 0, 8).ok).toBe(true);
    expect(take('a', 0, 4)).toEqual({ ok: false, retryAfterMs: 1_000 });
    expect(take('a', 1_000, 4).ok).toBe(true);
  });

  it('forget no key that is still in use, and are full again after a pause', () => {
    const take = keyedBuckets({ ratePerSecond: 1, burstSeconds: 2 });
    take('a', 0);
    take('a', 0);
    // It is used as fast as it fills: over many turns no second one goes through.
    for (let atMs = 1_000; atMs < 60_000; atMs += 1_000)
      expect([take('a', atMs).ok, take('a', atMs).ok]).toEqual([true, false]);
    expect([take('a', 90_000).ok, take('a', 90_000).ok, take('a', 90_000).ok]).toEqual([true, true, false]);
  });
});
