import { effectiveLimits, effectivePushRules } from '@bellhop/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Clients } from '../clients/open-clients.ts';
import { missedTeller } from '../connections/tell-missed.ts';
import { watchVisibility } from './visibility-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const app = {
  app: 'demo',
  packageName: 'com.example.demo',
  apiKeySha256s: [],
  clientTokenSecrets: [],
  limits: effectiveLimits(undefined),
  resourcesIds: new Set<string>(),
  pushRules: effectivePushRules({}),
  templateIds: new Set<string>(),
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

/** A replica of presence: `away` answers nothing, a `reading` one does not know yet, a `blind` one shows nobody. */
interface Replica {
  is: 'well' | 'away' | 'reading' | 'blind';
  getPresence: Clients['presence']['getPresence'];
}

function setUp(connections: ReturnType<typeof connection>[], count = 1) {
  const shown = new Set(connections.map(({ session }) => session.connectionId));
  const replicas = Array.from({ length: count }, () => {
    const replica: Replica = {
      is: 'well',
      getPresence: ({ userIds = [] }) =>
        replica.is === 'away'
          ? Promise.reject(new Error('away'))
          : Promise.resolve({
              asOfMs: 0,
              users: userIds.map((userId) => ({
                userId,
                state: replica.is === 'reading' ? 'PRESENCE_STATE_UNKNOWN' : 'PRESENCE_STATE_ONLINE',
                devices:
                  replica.is === 'well' && shown.has(userId)
                    ? [
                        {
                          deviceId: userId,
                          gatewayAddress: '',
                          connectionId: userId,
                          connectedAtMs: 0,
                          platform: '',
                          background: false,
                        },
                      ]
                    : [],
              })),
            }),
    };
    return replica;
  });
  const told: number[] = [];
  const watch = watchVisibility({
    presence: { all: () => replicas },
    connections: () => connections,
    tell: missedTeller(Date.now),
    events: { shownAgain: (count) => told.push(count) },
    clock: Date.now,
  });
  const dues = (): (number | undefined)[] =>
    connections.map(({ tellMissedAtMs }) => (tellMissedAtMs === undefined ? undefined : tellMissedAtMs - Date.now()));
  return { shown, replicas, told, watch, dues };
}

describe('the watch over what presence shows', () => {
  it('tells nobody while presence shows a session, even if not every one', async () => {
    const { shown, told, watch } = setUp([connection('a'), connection('b')]);
    shown.delete('a');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toEqual([]);
    watch.close();
  });

  it.each<[string, Replica['is']]>([
    ['was away', 'away'],
    ['was still reading', 'reading'],
    ['did not show them', 'blind'],
  ])('tells all that are logged in, spread over time, when presence %s and shows them again', async (_title, state) => {
    const all = [connection('a'), connection('b', { isReady: false }), connection('c')];
    const one = setUp(all);
    await vi.advanceTimersByTimeAsync(1_000);
    const [replica] = one.replicas as [Replica];
    replica.is = state;
    await vi.advanceTimersByTimeAsync(4_000);
    expect(one.told).toEqual([]);
    replica.is = 'well';
    await vi.advanceTimersByTimeAsync(250);
    expect(one.told).toEqual([2]);
    expect(one.dues()).toEqual([0, undefined, 2]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(one.told).toEqual([2]);
    one.watch.close();
  });

  it('tells them when one of two replicas did not show them and does again, or is gone', async () => {
    const { replicas, told, watch } = setUp([connection('a')], 2);
    const [, second] = replicas as [Replica, Replica];
    second.is = 'blind';
    await vi.advanceTimersByTimeAsync(1_000);
    second.is = 'away'; // restarting
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([]);
    second.is = 'well';
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([1]);
    second.is = 'blind';
    await vi.advanceTimersByTimeAsync(1_000);
    replicas.pop();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([1, 1]);
    watch.close();
  });

  it.each(['away', 'reading'] as const)(
    'tells nobody while one of two replicas is %s: the other one is asked',
    async (state) => {
      const { replicas, told, watch } = setUp([connection('a')], 2);
      const [first] = replicas as [Replica, Replica];
      first.is = state;
      await vi.advanceTimersByTimeAsync(1_000);
      first.is = 'well';
      await vi.advanceTimersByTimeAsync(1_000);
      expect(told).toEqual([]);
      watch.close();
    },
  );

  it('tells them when this process stood still, since its lease may have ended', async () => {
    const { told, watch } = setUp([connection('a')]);
    await vi.advanceTimersByTimeAsync(1_000);
    vi.setSystemTime(Date.now() + 15_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([1]);
    watch.close();
  });
});
