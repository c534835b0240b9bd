import { expect, it, vi } from 'vitest';
import type { Client } from '../calls/call.ts';
import { pushCalls } from './push-calls.ts';

it('a registration brings a time zone by which quiet hours can be kept, also from a phone that only has an offset', async () => {
  const registerDevice = vi.fn(() => Promise.resolve({ pushId: 'p' }));
  const session = { app: { app: 'demo' }, userId: 'ann', deviceId: 'phone', platform: 'android' };
  const client = { connection: { session }, behind: { clients: { devices: { registerDevice } } } };
  const call = pushCalls.find(({ name }) => name === 'registerPush');
  const body = { vendor: 'xiaomi', token: 't', timeZone: 'GMT+08:00' };
  expect(await call?.frame?.serve(body, client as unknown as Client)).toEqual({ body: { pushID: 'p' } });
  expect(registerDevice).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ timeZone: '+08:00' }));
});
