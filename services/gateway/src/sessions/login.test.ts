import { expect, it } from 'vitest';
import type { Client } from '../calls/call.ts';
import { KickedOut } from '../domain/public-error.ts';
import { login } from './login.ts';

it('a login whose connection has ended meanwhile is over, and is no failure of ours that is logged', async () => {
  const told: string[] = [];
  const connection = { isOpen: true, isReady: false, heardLogins: [] };
  const behind = {
    apps: { get: () => ({ app: 'demo' }) },
    tokens: { verify: () => Promise.resolve({ userId: 'ann' }) },
    sessionRates: { takeLogin: () => undefined },
    registry: { expect: () => undefined, ofDevice: () => undefined },
    clients: {
      devices: {
        bindDevice: () => {
          connection.isOpen = false;
          return Promise.resolve({ pushId: '', loginNumber: 1, deviceIds: ['phone'] });
        },
      },
    },
    sessions: {
      opened: () => Promise.resolve(void told.push('opened')),
      ended: () => void told.push('ended'),
    },
    clock: Date.now,
  };
  const client = { connection, behind } as unknown as Client;
  await expect(login.frame?.serve({ app: 'demo', token: 't', deviceID: 'phone' }, client)).rejects.toThrow(KickedOut);
  expect(told).toEqual(['opened', 'ended']);
});
