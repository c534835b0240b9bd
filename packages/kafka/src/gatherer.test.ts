import { expect, it, vi } from 'vitest';
import { createGatherer } from './gatherer.ts';

const published = () => vi.fn((items: readonly number[]) => Promise.resolve(void items));

it('publishes together what comes within its time, in parts, and begins anew afterwards', async () => {
  const publish = published();
  const gather = createGatherer({ waitMs: 20, maxItems: 3, publish });
  await Promise.all([gather([1, 2]), gather([]), gather([3, 4])]);
  expect(publish.mock.calls.map(([items]) => items)).toEqual([[1, 2, 3], [4]]);
  await gather([5]);
  expect(publish.mock.calls.at(-1)?.[0]).toEqual([5]);
});

it('tells everybody of a round that a part of it failed, and nobody of the next one', async () => {
  const publish = published().mockRejectedValueOnce(new Error('away'));
  const gather = createGatherer({ waitMs: 5, maxItems: 1, publish });
  const told = await Promise.allSettled([gather([1]), gather([2])]);
  expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(gather([3])).resolves.toBeUndefined();
});
