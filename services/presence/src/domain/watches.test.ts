import type { UserPresenceInput, WatchResponseInput } from '@bellhop/contracts';
import { describe, expect, it, vi } from 'vitest';
import { createWatches } from './watches.ts';

function watching() {
  const online = new Set<string>();
  const watches = createWatches({
    presenceOf: (app, userId): UserPresenceInput => ({
      userId,
      state: online.has(`${app}/${userId}`) ? 'PRESENCE_STATE_ONLINE' : 'PRESENCE_STATE_OFFLINE',
    }),
    clock: () => 7,
  });
  const told: string[] = [];
  const ended: unknown[] = [];
  const watcher = (name: string, over: { app?: string; userIds?: string[]; fails?: Error } = {}) => ({
    app: over.app ?? 'demo',
    userIds: over.userIds ?? ['ann', 'ben'],
    tell: ({ users = [] }: WatchResponseInput) => {
      if (over.fails !== undefined && told.length > 0) throw over.fails;
      told.push(
        `${name}: ${users.map(({ userId, state }) => `${userId} ${String(state).split('_').at(-1)}`).join(', ')}`,
      );
    },
    end: (error: unknown) => ended.push(error),
  });
  return { online, watches, told, ended, watcher };
}

describe('watches', () => {
  it('tell the state of all first, then what has changed, and nothing twice', () => {
    const { online, watches, told, watcher } = watching();
    watches.add(watcher('one'));
    online.add('demo/ben');
    watches.touch('demo', 'ben');
    watches.touch('demo', 'ben');
    watches.touch('demo', 'nobody');
    watches.touch('other', 'ben');
    online.delete('demo/ben');
    online.add('demo/ann');
    watches.touchAll();
    watches.touchAll();
    expect(told).toEqual(['one: ann OFFLINE, ben OFFLINE', 'one: ben ONLINE', 'one: ann ONLINE, ben OFFLINE']);
  });

  it('are counted, and stop', () => {
    const { online, watches, told, watcher } = watching();
    const stop = watches.add(watcher('one', { userIds: ['ann', 'ann', 'ben'] }));
    watches.add(watcher('two', { userIds: ['ann'] }));
    expect(watches.size()).toBe(3);
    stop();
    stop();
    expect(watches.size()).toBe(1);
    online.add('demo/ann');
    watches.touchAll();
    expect(told.slice(2)).toEqual(['two: ann ONLINE']);
  });

  it('end with what telling fails with, and spoil no other', () => {
    const { online, watches, told, ended, watcher } = watching();
    const slow = new Error('too slow');
    watches.add(watcher('one'));
    watches.add(watcher('slow', { fails: slow }));
    online.add('demo/ann');
    watches.touch('demo', 'ann');
    expect(told).toEqual(['one: ann OFFLINE, ben OFFLINE', 'one: ann ONLINE']);
    expect(ended).toEqual([slow]);
    expect(watches.size()).toBe(2);
  });

  it('of many users are looked at some in a turn of the event loop, and again when something changes meanwhile', async () => {
    const { online, watches, told, watcher } = watching();
    for (let n = 0; n < 5; n += 1)
      watches.add(watcher(`w${n}`, { userIds: Array.from({ length: 1_000 }, (_, user) => `u${user}`) }));
    told.length = 0;
    online.add('demo/u1');
    watches.touchAll();
    expect(told).toEqual(['w0: u1 ONLINE']);
    online.add('demo/u2');
    watches.touchAll();
    expect(told).toHaveLength(1);
    await vi.waitFor(() => expect(told).toHaveLength(6));
    expect(told[1]).toBe('w1: u1 ONLINE, u2 ONLINE');
    expect(told[5]).toBe('w0: u2 ONLINE');
  });
});
