import { Unavailable, silentLogger } from '@bellhop/runtime';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userKey, type UserInApp, type UserPresence } from '../domain/ports.ts';
import { missedUsers } from './missed-users.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const presence = { answers: true, asked: [] as string[][] };
  const gateway = { answers: true, told: [] as string[] };
  const settled = { told: 0, offline: 0, forgotten: 0 };
  const missed = missedUsers({
    ask: (users) => {
      presence.asked.push(users.map(({ userId }) => userId));
      const known = users.map((user): [string, UserPresence] => [
        userKey(user),
        {
          kind: 'known',
          devices: user.userId.startsWith('offline')
            ? []
            : [{ deviceId: `${user.userId}-phone`, gatewayAddress: 'gw' }],
        },
      ]);
      return Promise.resolve(new Map(presence.answers ? known : []));
    },
    tell: (address, { app, targets = [] }) => {
      if (!gateway.answers) return Promise.reject(new Unavailable('away'));
      gateway.told.push(...targets.map(({ deviceId }) => `${address} ${app} ${deviceId}`));
      return Promise.resolve();
    },
    events: {
      missedSettled: (told, offline) => {
        settled.told += told;
        settled.offline += offline;
      },
      missedForgotten: (count) => (settled.forgotten += count),
      missedWaiting: () => undefined,
    },
    log: silentLogger(),
    clock: Date.now,
  });
  /** Adds users; `isOver` once who waits for them goes on. */
  const add = (...userIds: string[]): { isOver: boolean } => {
    const added = { isOver: false };
    void missed.add(userIds.map((userId): UserInApp => ({ app: 'demo', userId }))).then(() => (added.isOver = true));
    return added;
  };
  return { presence, gateway, settled, missed, add };
}

describe('users whom messages may have passed by', () => {
  it('are told when presence and their gateway answer, and who waits for them goes on only then', async () => {
    const { presence, gateway, settled, missed, add } = setUp();
    presence.answers = false;
    const added = add('bob', 'offline-carol', 'bob');
    await vi.advanceTimersByTimeAsync(600);
    presence.answers = true;
    gateway.answers = false;
    await vi.advanceTimersByTimeAsync(600);
    expect([gateway.told, added.isOver]).toEqual([[], false]);
    gateway.answers = true;
    await vi.advanceTimersByTimeAsync(250);
    expect([gateway.told, added.isOver]).toEqual([['gw demo bob-phone'], true]);
    expect(settled).toEqual({ told: 1, offline: 1, forgotten: 0 });
    const times = presence.asked.length;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(presence.asked).toHaveLength(times);
    await missed.close();
  });

  it('keep nothing waiting for longer than 3 s of blindness, and are told all the same', async () => {
    const { presence, gateway, missed, add } = setUp();
    presence.answers = false;
    const first = add('bob');
    await vi.advanceTimersByTimeAsync(2_900);
    const second = add('carol');
    expect(first.isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect([first.isOver, second.isOver]).toEqual([true, true]);
    const third = add('dora');
    await vi.advanceTimersByTimeAsync(1);
    expect(third.isOver).toBe(true);
    presence.answers = true;
    await vi.advanceTimersByTimeAsync(250);
    expect(gateway.told).toHaveLength(3);
    const later = add('emil'); // blindness has ended: its own counts
    await vi.advanceTimersByTimeAsync(1);
    expect(later.isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(250);
    expect(later.isOver).toBe(true);
    await missed.close();
  });

  it('are asked about 1,000 at a time; beyond 100,000 the oldest 1,000 are forgotten together, and at the end what is left', async () => {
    const { presence, settled, missed } = setUp();
    presence.answers = false;
    void missed.add(Array.from({ length: 100_001 }, (_, index) => ({ app: 'demo', userId: `user${index}` })));
    await vi.advanceTimersByTimeAsync(250);
    expect(presence.asked[0]).toHaveLength(1_000);
    expect(presence.asked[0]?.[0]).toBe('user1000');
    expect(settled.forgotten).toBe(1_000);
    await missed.close();
    expect(settled.forgotten).toBe(100_001);
  });
});
