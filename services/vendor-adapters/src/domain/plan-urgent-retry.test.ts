import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planUrgentRetry } from './plan-urgent-retry.ts';

const now = 1_000_000;
const plan = (given: Partial<Parameters<typeof planUrgentRetry>[0]> = {}) =>
  planUrgentRetry({ attempt: 1, isRing: true, nowMs: now, expiresAtMs: now + 60_000, random: 0, ...given });

describe('the next attempt at a call', () => {
  it.each([
    [0, 1_000],
    [0.5, 1_500],
    [1, 2_000],
  ])('comes soon, spread over a second: random %d waits %i ms', (random, waitMs) => {
    expect(plan({ random })).toEqual({ kind: 'retry', dueAtMs: now + waitMs });
  });

  it.each([
    [500, 1, 2_000],
    [3_000, 0, 3_000],
    [3_000, 1, 3_750],
    [20_000, 1, 21_000],
  ])('is never before a hint: %i ms with random %d waits %i ms', (retryAfterMs, random, waitMs) => {
    expect(plan({ retryAfterMs, random })).toEqual({ kind: 'retry', dueAtMs: now + waitMs });
  });

  it('does not come when the life ends before', () => {
    expect(plan({ expiresAtMs: now + 1_000 })).toEqual({ kind: 'expired' });
    expect(plan({ expiresAtMs: now + 1_001 })).toMatchObject({ kind: 'retry' });
    expect(plan({ retryAfterMs: 60_000 })).toEqual({ kind: 'expired' });
  });

  it('is not urgent when it is far off', () => {
    const expiresAtMs = now + 3_600_000;
    expect(plan({ isRing: false, retryAfterMs: 30_000, expiresAtMs })).toMatchObject({ kind: 'retry' });
    expect(plan({ isRing: false, retryAfterMs: 30_001, expiresAtMs })).toEqual({ kind: 'not urgent' });
    expect(plan({ retryAfterMs: 120_000, expiresAtMs })).toMatchObject({ kind: 'retry' }); // but for what rings
  });

  it('of an end stops being urgent after ten, of a ringing never', () => {
    expect(plan({ isRing: false, attempt: 9 })).toMatchObject({ kind: 'retry' });
    expect(plan({ isRing: false, attempt: 10 })).toEqual({ kind: 'not urgent' });
    expect(plan({ attempt: 40 })).toMatchObject({ kind: 'retry' });
  });

  it('is neither before the hint nor past the life, whatever comes', () =>
    fc.assert(
      fc.property(
        fc.record({
          attempt: fc.integer({ min: 1, max: 50 }),
          isRing: fc.boolean(),
          expiresAtMs: fc.integer({ min: now, max: now + 120_000 }),
          retryAfterMs: fc.option(fc.integer({ min: 0, max: 120_000 }), { nil: undefined }),
          random: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        (given) => {
          const planned = plan(given);
          if (planned.kind !== 'retry') return;
          expect(planned.dueAtMs).toBeLessThan(given.expiresAtMs);
          expect(planned.dueAtMs).toBeGreaterThanOrEqual(now + Math.max(1_000, given.retryAfterMs ?? 0));
          if (!given.isRing) expect(planned.dueAtMs).toBeLessThanOrEqual(now + 30_000);
        },
      ),
    ));
});
