import { expect, it } from 'vitest';
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

it('gives up what gets no place in time, and keeps the order of the rest', async () => {
  const limiter = createLimiter(1);
  const first = Promise.withResolvers<string>();
  const ran: string[] = [];
  const work = (name: string) => () => {
    ran.push(name);
    return Promise.resolve(name);
  };
  const holding = limiter.run(() => first.promise);
  const late = limiter.runWithin(1, work('late'));
  const inTime = limiter.runWithin(60_000, work('in time'));
  const patient = limiter.run(work('patient'));
  expect(await late).toBeUndefined();
  first.resolve('first');
  expect(await Promise.all([holding, inTime, patient])).toEqual(['first', 'in time', 'patient']);
  expect(ran).toEqual(['in time', 'patient']);
  await limiter.idle();
});
