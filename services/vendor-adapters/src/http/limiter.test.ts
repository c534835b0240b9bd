import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLimiter } from './limiter.ts';

it('runs as much as it may at a time, everything in the end, also after a failure', async () => {
  const limiter = createLimiter(3);
  let running = 0;
  let most = 0;
  const work = async (index: number): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    if (index === 2) throw new Error('failed');
    return index;
  };
  const results = await Promise.allSettled(Array.from({ length: 10 }, (_, index) => limiter.run(() => work(index))));
  expect(most).toBe(3);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(9);
  await limiter.idle();
  expect(running).toBe(0);
});

describe('what gets no place', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is given up when none came free in time, and the order of the rest is kept', async () => {
    const limiter = createLimiter(1);
    const first = Promise.withResolvers<string>();
    const ran: string[] = [];
    const work = (name: string) => () => {
      ran.push(name);
      return Promise.resolve(name);
    };
    const holding = limiter.run(() => first.promise);
    const stuck = limiter.runWithin({ stuckMs: 1_000, mostMs: 60_000 }, work('stuck'));
    const late = limiter.runWithin({ stuckMs: 60_000, mostMs: 1_000 }, work('late'));
    const inTime = limiter.runWithin({ stuckMs: 60_000, mostMs: 60_000 }, work('in time'));
    const patient = limiter.run(work('patient'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await Promise.all([stuck, late])).toEqual(['stuck', 'late']);
    first.resolve('first');
    expect(await Promise.all([holding, inTime, patient])).toEqual(['first', { ran: 'in time' }, 'patient']);
    expect(ran).toEqual(['in time', 'patient']);
    await limiter.idle();
  });

  it('waits on while places come free for others, and no longer than it may in all', async () => {
    const limiter = createLimiter(1);
    const ofFourSeconds = () => new Promise<void>((resolve) => setTimeout(resolve, 4_000));
    const patience = { stuckMs: 5_000, mostMs: 11_000 };
    const before = [limiter.run(ofFourSeconds), limiter.run(ofFourSeconds)];
    const third = limiter.runWithin(patience, ofFourSeconds); // its turn is after 8 s
    const fourth = limiter.runWithin(patience, ofFourSeconds);
    await vi.advanceTimersByTimeAsync(12_000);
    await Promise.all(before);
    expect(await Promise.all([third, fourth])).toEqual([{ ran: undefined }, 'late']);
    await limiter.idle();
  });
});
