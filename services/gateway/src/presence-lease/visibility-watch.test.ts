import { effectiveLimits } from '@bellhop/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchVisibility } from './visibility-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const app = {
  app: 'demo',
  packageName: 'com.example.demo',
  apiKeySha256s: [],
  sealedClientTokenSecret: '',
  limits: effectiveLimits(undefined),
  resourcesIds: new Set<string>(),
  version: 1,
};
const connection = (name: string, { isReady = true } = {}) => ({
  isReady,
  isOpen: true,
  session: {
    app,
    userId: name,
    deviceId: name,
    platform: '',
    connectionId: name,
    connectedAtMs: 0,
    loginNumber: 1,
    userDeviceIds: [],
  },
  tellMissedAtMs: undefined as number | undefined,
});

function setUp(connections: ReturnType<typeof connection>[]) {
  const shown = new Set(connections.map(({ session }) => session.connectionId));
  const presence = { isAway: false };
  const told: number[] = [];
  const watch = watchVisibility({
    presence: {
      getPresence: ({ userIds = [] }) =>
        presence.isAway
          ? Promise.reject(new Error('away'))
          : Promise.resolve({
              asOfMs: 0,
              users: userIds.map((userId) => ({
                userId,
                state: 'PRESENCE_STATE_ONLINE' as const,
                devices: shown.has(userId)
                  ? [{ deviceId: userId, gatewayAddress: '', connectionId: userId, connectedAtMs: 0, platform: '' }]
                  : [],
              })),
            }),
    },
    connections: () => connections,
    events: { shownAgain: (count) => told.push(count) },
    clock: Date.now,
  });
  const dues = (): (number | undefined)[] =>
    connections.map(({ tellMissedAtMs }) => (tellMissedAtMs === undefined ? undefined : tellMissedAtMs - Date.now()));
  return { shown, presence, told, watch, dues };
}

describe('the watch over what presence shows', () => {
  it('tells nobody while presence shows a session, even if not every one', async () => {
    const { shown, told, watch } = setUp([connection('a'), connection('b')]);
    shown.delete('a');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toEqual([]);
    watch.close();
  });

  it.each([
    ['was away', ({ presence }: ReturnType<typeof setUp>) => (presence.isAway = true)],
    ['did not show them', ({ shown }: ReturnType<typeof setUp>) => shown.clear()],
  ])('tells all that are logged in, spread over time, when presence %s and shows them again', async (_title, hide) => {
    const all = [connection('a'), connection('b', { isReady: false }), connection('c')];
    const one = setUp(all);
    await vi.advanceTimersByTimeAsync(1_000);
    hide(one);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(one.told).toEqual([]);
    one.presence.isAway = false;
    for (const { session } of all) one.shown.add(session.connectionId);
    await vi.advanceTimersByTimeAsync(250);
    expect(one.told).toEqual([2]);
    expect(one.dues()).toEqual([0, undefined, 2]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(one.told).toEqual([2]);
    one.watch.close();
  });

  it('tells them when this process stood still, since its lease may have ended', async () => {
    const { told, watch } = setUp([connection('a')]);
    await vi.advanceTimersByTimeAsync(1_000);
    vi.setSystemTime(Date.now() + 15_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([1]);
    watch.close();
  });
});
