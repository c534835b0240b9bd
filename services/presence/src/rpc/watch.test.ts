import { ResourceExhausted } from '@bellhop/runtime';
import { afterAll, expect, it } from 'vitest';
import { createWatches } from '../domain/watches.ts';
import { watchPresence } from './watch.ts';

const over = new AbortController();
afterAll(() => over.abort());

it('leaves room at a replica for other apps: one app may not have all of it watched', async () => {
  const watches = createWatches({
    presenceOf: (_app, userId) => ({ userId, state: 'PRESENCE_STATE_OFFLINE' }),
    clock: () => 0,
  });
  const serve = watchPresence({ watches });
  const userIds = Array.from({ length: 1_000 }, (_, n) => `u${n}`);
  const watch = (app: string): Promise<void> =>
    serve({ app, userIds }, { send: () => undefined, signal: over.signal } as unknown as Parameters<typeof serve>[1]);
  const going = Array.from({ length: 100 }, () => watch('greedy'));
  const refused = watch('greedy');
  await expect(refused).rejects.toThrow(ResourceExhausted);
  await expect(refused).rejects.toThrow(
    'of one app 100,000 users are watched here, 100,000 are allowed: end watches that are not needed any more',
  );
  going.push(watch('modest'));
  expect(watches.sizeOf('modest')).toBe(1_000);
  over.abort();
  await Promise.all(going);
  expect([watches.size(), watches.sizeOf('greedy')]).toEqual([0, 0]);
});
