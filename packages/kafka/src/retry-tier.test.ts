import { describe, expect, it } from 'vitest';
import { planRetry } from './retry-tier.ts';

const now = 1_000_000;
const far = now + 86_400_000;

describe('planRetry', () => {
  it.each([
    [1, '5s'],
    [2, '30s'],
    [3, '2m'],
    [4, '10m'],
    [9, '10m'],
  ])('attempt %i goes to the tier %s', (attempt, name) => {
    expect(planRetry({ attempt, nowMs: now, expiresAtMs: far, random: 0.5 })).toMatchObject({
      kind: 'retry',
      tier: { name },
    });
  });

  it('jitters inside the tier: from half its delay to all of it', () => {
    expect(planRetry({ attempt: 1, nowMs: now, expiresAtMs: far, random: 0 })).toMatchObject({ dueAtMs: now + 2_500 });
    expect(planRetry({ attempt: 1, nowMs: now, expiresAtMs: far, random: 1 })).toMatchObject({ dueAtMs: now + 5_000 });
  });

  it('honours Retry-After: the smallest tier that can wait so long, and never before', () => {
    const plan = planRetry({ attempt: 1, nowMs: now, expiresAtMs: far, retryAfterMs: 20_000, random: 0 });
    expect(plan).toEqual({ kind: 'retry', tier: { name: '30s', delayMs: 30_000 }, dueAtMs: now + 20_000 });
    const late = planRetry({ attempt: 1, nowMs: now, expiresAtMs: far, retryAfterMs: 3_600_000, random: 0 });
    expect(late).toMatchObject({ tier: { name: '10m' }, dueAtMs: now + 3_600_000 });
  });

  it('ends where the life of the push ends', () => {
    expect(planRetry({ attempt: 1, nowMs: now, expiresAtMs: now + 2_000, random: 0 })).toEqual({ kind: 'expired' });
  });
});
