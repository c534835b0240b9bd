import { createClient, userDeviceService } from '@bellhop/grpc';
import { Secret } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP, apiKey, startHarness, tokenFor, type Harness } from './harness.ts';
import { openRawClient } from './raw-client.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
});
afterAll(async () => {
  await harness.close();
  expect(harness.context.fatal).toEqual([]);
});

const open = () => openRawClient(harness.gateway.httpUrl);
const loggedIn = async (userID: string, deviceID: string) => {
  const client = await open();
  expect((await client.login(userID, deviceID)).type).toBe('ok');
  return client;
};

describe('a device', () => {
  it('is told its secret when it gets one, and the secret it shows is handed on', async () => {
    const client = await open();
    harness.devices.binding = { deviceSecret: 'issued' };
    const login = { app: APP, token: await tokenFor('kay'), deviceID: 'kay-phone', deviceSecret: 'shown' };
    expect((await client.request('login', login)).body).toMatchObject({ userID: 'kay', deviceSecret: 'issued' });
    expect(harness.devices.bound.at(-1)).toMatchObject({ deviceSecret: 'shown' });
    client.close();
  });

  it('of somebody else is refused, and whoever is logged in there stays', async () => {
    const owner = await loggedIn('lou', 'lou-phone');
    const thief = await open();
    harness.devices.binding = { taken: true };
    expect(await thief.login('max', 'lou-phone')).toMatchObject({
      type: 'error',
      body: { code: 'DEVICE_TAKEN', field: 'deviceID' },
    });
    expect(await thief.closed).toEqual({ code: 4001 });
    expect((await owner.request('heartbeat')).type).toBe('ok');
    expect(harness.sessions.get('lou/lou-phone')).toBeDefined();
    owner.close();
  });

  it('tells without a login that its user has logged out, and may log in afterwards', async () => {
    const client = await open();
    const change = {
      app: APP,
      deviceID: 'ned-phone',
      deviceSecret: 'right',
      logoutUserID: 'ned',
      unregisterPush: true,
    };
    expect(await client.request('updateDevice', change)).toMatchObject({ type: 'ok', body: {} });
    expect(harness.devices.updated.at(-1)).toEqual({
      app: APP,
      deviceId: 'ned-phone',
      deviceSecret: 'right',
      logoutUserId: 'ned',
      unregisterPush: true,
    });
    expect(await client.request('updateDevice', { ...change, deviceSecret: 'wrong' })).toMatchObject({
      type: 'error',
      body: { code: 'DEVICE_NOT_PROVEN', field: 'deviceSecret' },
    });
    expect((await client.login('ned', 'ned-phone')).type).toBe('ok');
    expect(await client.request('updateDevice', change)).toMatchObject({
      type: 'error',
      body: { code: 'INVALID_ARGUMENT', field: 'type' },
    });
    client.close();
  });

  it('may not try secrets without end', async () => {
    const client = await open();
    const guess = { app: APP, deviceID: 'd', deviceSecret: 'wrong' };
    for (let times = 0; times < 5; times += 1)
      expect((await client.request('updateDevice', guess)).body).toMatchObject({ code: 'DEVICE_NOT_PROVEN' });
    expect((await client.request('updateDevice', guess)).body).toMatchObject({ code: 'INVALID_ARGUMENT' });
    expect(await client.closed).toEqual({ code: 4000 });
  });

  it.each([
    ['deviceSecret', { app: APP, deviceID: 'd', logoutUserID: 'u' }],
    ['deviceSecret', { app: APP, deviceID: 'd', deviceSecret: 'with blanks' }],
    ['logoutUserID', { app: APP, deviceID: 'd', deviceSecret: 's', logoutUserID: 'a/b' }],
  ])('that says something wrong about its %s is told', async (field, body) => {
    const client = await open();
    expect((await client.request('updateDevice', body)).body).toMatchObject({ code: 'INVALID_ARGUMENT', field });
  });
});

describe("the app's server", () => {
  const end = async (path: string, key = apiKey) => {
    const response = await fetch(`${harness.gateway.httpUrl}/v1/apps/demo/users/${path}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${key}` },
    });
    return { status: response.status, body: await response.json() };
  };

  it('ends the login on one device: its connection closes, others stay', async () => {
    const lost = await loggedIn('oli', 'oli-lost');
    const kept = await loggedIn('oli', 'oli-kept');
    const namesake = await loggedIn('olivia', 'olivia-phone');
    expect(await end('oli/devices/oli-lost')).toEqual({ status: 200, body: { deviceIDs: ['oli-lost'] } });
    expect((await lost.next('kickedOut')).body).toEqual({ reason: "the app's server has ended this login" });
    expect(await lost.closed).toEqual({ code: 4009 });
    await until(() => !harness.sessions.has('oli/oli-lost'));
    for (const client of [kept, namesake]) {
      expect((await client.request('heartbeat')).type).toBe('ok');
      client.close();
    }
  });

  it('ends all of a user: those that presence shows, too, and says nothing of another user on the same device', async () => {
    const phone = await loggedIn('pia', 'pia-phone');
    const tablet = await loggedIn('pia', 'pia-tablet');
    const other = await loggedIn('quin', 'once-of-pia');
    await end('pia/devices/once-of-pia');
    expect(await end('pia/devices')).toMatchObject({ status: 200 });
    expect(harness.devices.ended.at(-1)).toMatchObject({ userId: 'pia', deviceIds: [] });
    expect(await phone.closed).toEqual({ code: 4009 });
    expect(await tablet.closed).toEqual({ code: 4009 });
    expect((await other.request('heartbeat')).type).toBe('ok');
    other.close();
  });

  it('does the same over gRPC, and nobody without its key', async () => {
    const lost = await loggedIn('rio', 'rio-lost');
    const address = harness.gateway.grpcAddress;
    const stranger = createClient(userDeviceService, { address, key: new Secret('wrong'), deadlineMs: 5_000 });
    const request = { app: APP, userId: 'rio', deviceIds: ['rio-lost'] };
    await expect(stranger.endUserDevices(request)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const server = createClient(userDeviceService, { address, key: new Secret(apiKey), deadlineMs: 5_000 });
    await expect(server.endUserDevices({ ...request, deviceIds: ['a b'] })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      field: 'deviceIDs.0',
    });
    expect((await server.endUserDevices(request)).deviceIds).toEqual(['rio-lost']);
    const device = { deviceId: 'd', pushId: 'p', vendor: 'VENDOR_XIAOMI', hasToken: true };
    expect(await server.listDevices({ app: APP, userId: 'rio' })).toMatchObject({ devices: [device] });
    await expect(server.listDevices({ app: APP, userId: 'r/o' })).rejects.toMatchObject({ field: 'userID' });
    await expect(stranger.listDevices({ app: APP, userId: 'rio' })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await lost.closed).toEqual({ code: 4009 });
    expect((await end('rio/devices', 'wrong')).status).toBe(401);
    stranger.close();
    server.close();
  });
});
