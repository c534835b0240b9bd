import { sessionChanged, type SessionChanged } from '@bellhop/contracts';
import type { OutgoingRecord } from '@bellhop/kafka';
import { silentLogger } from '@bellhop/runtime';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Session } from '../connections/session.ts';
import { sessionPublisher } from './session-publisher.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const session = (deviceId: string): Session => ({
  app: { app: 'demo' } as Session['app'],
  userId: 'bob',
  deviceId,
  platform: '',
  connectionId: `connection of ${deviceId}`,
  connectedAtMs: 0,
  loginNumber: 1,
  userDeviceIds: [deviceId],
});

function publisher() {
  const told: string[][] = [];
  const kafka = { isAway: true, refuses: (_devices: readonly string[]) => false };
  const publish = vi.fn((records: readonly OutgoingRecord[]): Promise<void> => {
    const events = records.flatMap(({ value }): SessionChanged[] =>
      value === null ? [] : [sessionChanged.decode(value)],
    );
    if (kafka.isAway || kafka.refuses(events.map(({ deviceId }) => deviceId)))
      return Promise.reject(new Error('Kafka is away'));
    told.push(events.map(({ deviceId, ended }) => `${deviceId} ${ended ? 'ended' : 'opened'}`));
    return Promise.resolve();
  });
  const identity = { gatewayAddress: 'g:1', gatewayEpoch: 'e' };
  return { kafka, told, publish, sessions: sessionPublisher({ publish }, { identity, log: silentLogger() }) };
}

it('tells the ends of sessions as soon as Kafka takes them: they would stay online for as long as the gateway lives', async () => {
  const { kafka, told, sessions } = publisher();
  sessions.ended([session('phone'), session('tablet')]);
  await vi.advanceTimersByTimeAsync(60_000);
  sessions.ended([session('watch')]);
  kafka.isAway = false;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(told).toEqual([['phone ended', 'tablet ended', 'watch ended']]);
});

it('tells the others while a partition has no leader, and asks Kafka seldom and for few while it is away', async () => {
  const { kafka, told, publish, sessions } = publisher();
  const ids = (name: string, count: number) => Array.from({ length: count }, (_, index) => session(`${name}${index}`));
  kafka.refuses = (devices) => devices.includes('stuck0');
  kafka.isAway = false;
  sessions.ended([...ids('stuck', 500), ...ids('other', 900)]);
  await vi.advanceTimersByTimeAsync(0);
  expect(told.flat()).toHaveLength(900);
  kafka.isAway = true;
  sessions.ended(ids('more', 5_000));
  publish.mockClear();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(publish.mock.calls.length).toBeLessThan(20);
  kafka.isAway = false;
  kafka.refuses = () => false;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(new Set(told.flat()).size).toBe(6_400);
});

it('gathers those of a turn, and tells a beginning before its end', async () => {
  const { kafka, told, sessions } = publisher();
  kafka.isAway = false;
  const opened = sessions.opened(session('phone'));
  for (const deviceId of ['phone', 'tablet']) sessions.ended([session(deviceId)]);
  await Promise.all([opened, sessions.close(), vi.runAllTimersAsync()]);
  expect(told).toEqual([['phone opened'], ['phone ended', 'tablet ended']]);
});

it('tries once more when it is closed, and leaves the rest to the end of the lease', async () => {
  const { told, sessions } = publisher();
  sessions.ended([session('phone')]);
  await vi.advanceTimersByTimeAsync(10);
  const closed = sessions.close();
  await vi.advanceTimersByTimeAsync(1_000);
  await closed;
  expect(told).toEqual([]);
});
