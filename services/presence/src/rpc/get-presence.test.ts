import { expect, it } from 'vitest';
import { createSessionTable } from '../domain/session-table.ts';
import { getPresence } from './get-presence.ts';

it('says offline when the lease of a gateway has ended, though the clock on the wall was set back', async () => {
  const sessions = createSessionTable(10_000);
  const gateway = { gatewayAddress: 'gw:9001', gatewayEpoch: 'first' };
  sessions.connect({
    ...{ app: 'demo', userId: 'bob', deviceId: 'phone', connectionId: 'c1', connectedAtMs: 0, loginNumber: 1 },
    ...{ platform: '', background: false },
    ...gateway,
  });
  const now = { wallMs: 1_764_000_000_000, monotonicMs: 1_000 };
  sessions.beat(gateway, now.monotonicMs);
  const ask = getPresence({
    sessions,
    isLoaded: () => true,
    events: { asked: () => undefined },
    clock: () => now.wallMs,
    monotonic: () => now.monotonicMs,
  });
  const answer = async () => {
    const { users, asOfMs } = await ask({ app: 'demo', userIds: ['bob'] }, {} as never);
    return { state: users?.[0]?.state, asOfMs };
  };
  expect(await answer()).toEqual({ state: 'PRESENCE_STATE_ONLINE', asOfMs: now.wallMs });
  now.wallMs -= 3_600_000;
  now.monotonicMs += 10_000;
  expect(await answer()).toEqual({ state: 'PRESENCE_STATE_OFFLINE', asOfMs: now.wallMs });
});
