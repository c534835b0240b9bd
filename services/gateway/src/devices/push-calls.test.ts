import { describe, expect, it, vi } from 'vitest';
import type { Client } from '../calls/call.ts';
import { checkInput } from '../domain/parse-input.ts';
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

describe('the token of a registration', () => {
  const problemOf = (vendor: string, token: string): unknown => {
    const input = pushCalls.find(({ name }) => name === 'registerPush')?.input;
    const checked = checkInput(input as NonNullable<typeof input>, { vendor, token });
    return checked.ok ? undefined : checked.problem;
  };

  it.each([
    ['xiaomi', 'xk/8fL+Nq5VZ0w=='],
    ['oppo', 'OPPO_CN_0123456789abcdef0123456789abcdef'],
    ['vivo', 'v2-CRjVyNTn5oRD7'],
    ['huawei', 'IQAAAACy0-_x'],
    ['fcm', 'dQw4w9WgXcQ:APA91bF,;_-x'],
  ])('of %s is taken as it is: %s', (vendor, token) => {
    expect(problemOf(vendor, token)).toBeUndefined();
  });

  it.each([
    ['fcm', 'token\n', 'token must be printable ASCII: the token as the vendor gave it'],
    ['huawei', 'tökén', 'token must be printable ASCII: the token as the vendor gave it'],
    ['xiaomi', 'mine,another', 'token must be one token as the vendor gave it, without a separator'],
    ['oppo', 'mine;another', 'token must be one token as the vendor gave it, without a separator'],
  ])('is refused when no %s can have given it: %j', (vendor, token, message) => {
    expect(problemOf(vendor, token)).toEqual({ field: 'token', message });
  });
});
