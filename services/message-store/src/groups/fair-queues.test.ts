import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fairQueues } from './fair-queues.ts';

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Tasks that run until they are told to end. */
function tasks() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const task = (name: string) => async (): Promise<void> => {
    begun.push(name);
    await new Promise<void>((resolve) => ends.set(name, resolve));
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await settled();
  };
  return { begun, task, end };
}

describe('fair queues', () => {
  it('let a key with many tasks wait for the others, and refuse what would be too many of it alone', async () => {
    const { begun, task, end } = tasks();
    const add = fairQueues({ atOnce: 1, mostOfOne: 3, most: 5 });
    expect(['a1', 'a2', 'a3', 'a4'].map((name) => add('a', task(name)))).toEqual([true, true, true, false]);
    expect(add('b', task('b1'))).toBe(true);
    for (const name of ['a1', 'b1', 'a2']) await end(name);
    expect(begun).toEqual(['a1', 'b1', 'a2', 'a3']);
    expect(add('a', task('a5'))).toBe(true);
  });

  it('have a bound in all', () => {
    const { task } = tasks();
    const add = fairQueues({ atOnce: 2, mostOfOne: 5, most: 3 });
    expect(['a', 'b', 'c', 'd'].map((key) => add(key, task(key)))).toEqual([true, true, true, false]);
  });

  it('do everything that they took, in the order of its key and one of a key at a time, whatever comes when', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 20 }),
        fc.integer({ min: 1, max: 3 }),
        async (scheduler, keys, atOnce) => {
          const add = fairQueues({ atOnce, mostOfOne: 6, most: 15 });
          const [taken, done, running] = [[] as string[], [] as string[], [] as string[]];
          const nameOf = (key: string, index: number) => `${key}${index}`;
          for (const [index, key] of keys.entries()) {
            const task = async () => {
              running.push(key);
              expect(new Set(running).size).toBe(running.length);
              expect(running.length).toBeLessThanOrEqual(atOnce);
              await scheduler.schedule(Promise.resolve());
              running.splice(running.indexOf(key), 1);
              done.push(nameOf(key, index));
            };
            if (add(key, task)) taken.push(nameOf(key, index));
          }
          await scheduler.waitIdle();
          await settled();
          const of = (key: string, names: readonly string[]) => names.filter((name) => name.startsWith(key));
          for (const key of ['a', 'b', 'c']) expect(of(key, done)).toEqual(of(key, taken));
        },
      ),
    );
  });
});
