import { until } from '@bellhop/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { APP, startHarness, tokenFor, type Harness } from './harness.ts';
import { openRawClient } from './raw-client.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
});
afterEach(() => {
  for (const service of [harness.presence, harness.devices]) service.isDown = false;
});
afterAll(async () => {
  await harness.close();
  expect(harness.context.fatal).toEqual([]);
});

const open = () => openRawClient(harness.gateway.httpUrl);

describe('login', () => {
  it('binds the device, publishes the session and is seen by presence before it is answered', async () => {
    const client = await open();
    const { type, body } = await client.login('anna');
    expect({ type, body }).toMatchObject({
      type: 'ok',
      body: { userID: 'anna', heartbeatIntervalMs: 10_000, silenceTimeoutMs: 30_000 },
    });
    expect(harness.devices.bound).toContainEqual({
      app: APP,
      deviceId: 'anna-phone',
      userId: 'anna',
      platform: 'android',
      resume: false,
      userName: '',
      deviceSecret: '',
    });
    expect(harness.sessions.get('anna/anna-phone')).toMatchObject({
      gatewayAddress: harness.gateway.deliveryAddress,
      platform: 'android',
    });
    client.close();
    await until(() => !harness.sessions.has('anna/anna-phone'));
  });

  it.each([
    ['a token signed with another secret', { secret: 'another secret altogether' }, 'UNAUTHENTICATED', 4001],
    ['an expired token', { expiresInSeconds: -60 }, 'UNAUTHENTICATED', 4001],
    ['a token for another app', { app: 'other' }, 'UNAUTHENTICATED', 4001],
    ['a token for no user id', { userID: 'a/b' }, 'UNAUTHENTICATED', 4001],
  ])('refuses %s and closes', async (_title, options, code, closeCode) => {
    const client = await open();
    const answer = await client.request('login', {
      app: APP,
      token: await tokenFor('eve', options),
      deviceID: 'eve-phone',
    });
    expect(answer).toMatchObject({ type: 'error', body: { code, field: 'token' } });
    expect(await client.closed).toEqual({ code: closeCode });
  });

  it('refuses an unknown app and a malformed login', async () => {
    const client = await open();
    expect(await client.request('login', { app: 'nobody', token: await tokenFor('eve'), deviceID: 'x' })).toMatchObject(
      { body: { code: 'UNAUTHENTICATED', field: 'app', message: 'the app is not known' } },
    );
    expect(await client.closed).toEqual({ code: 4001 });
    const second = await open();
    expect(
      await second.request('login', { app: APP, token: await tokenFor('eve'), deviceID: 'x', deviceName: 'y' }),
    ).toMatchObject({ body: { code: 'INVALID_ARGUMENT', field: 'deviceName' } });
    expect(await second.closed).toEqual({ code: 4000 });
  });

  it('kicks the older connection of the device without ending the new session', async () => {
    const first = await open();
    await first.login('kim');
    const second = await open();
    await second.login('kim');
    await first.next('kickedOut');
    expect(await first.closed).toEqual({ code: 4009 });
    expect((await second.request('heartbeat')).type).toBe('ok');
    expect(harness.sessions.has('kim/kim-phone')).toBe(true);
    const other = await open();
    await other.request('login', { app: APP, token: await tokenFor('lee'), deviceID: 'kim-phone' });
    expect(await second.closed).toEqual({ code: 4009 });
    await until(() => !harness.sessions.has('kim/kim-phone') && harness.sessions.has('lee/kim-phone'));
    other.close();
  });

  it('answers a login without presence a little later, even when its token ends meanwhile', async () => {
    harness.presence.isDown = true; // the login waits 2 s for it, longer than the token lives
    const client = await open();
    const token = await tokenFor('tea', { expiresInSeconds: 1 });
    expect(await client.request('login', { app: APP, token, deviceID: 'tea-phone' })).toMatchObject({ type: 'ok' });
    expect(await client.closed).toEqual({ code: 4002 });
    await until(() => !harness.sessions.has('tea/tea-phone'));
  });

  it('fails with 4004 when the device cannot be bound, and leaves no session', async () => {
    harness.devices.isDown = true;
    const client = await open();
    expect(await client.login('flo')).toMatchObject({ type: 'error', body: { code: 'UNAVAILABLE' } });
    expect(await client.closed).toEqual({ code: 4004 });
    expect(harness.sessions.has('flo/flo-phone')).toBe(false);
  });

  it.concurrent('closes connections that do not log in', async () => {
    const client = await open();
    expect(await client.closed).toEqual({ code: 4003 });
  });

  it.concurrent('closes with its own code when the token expires, and keeps the binding', async () => {
    const client = await open();
    const token = await tokenFor('tom', { expiresInSeconds: 2 });
    expect(await client.request('login', { app: APP, token, deviceID: 'tom-phone' })).toMatchObject({ type: 'ok' });
    await client.next('tokenExpiring');
    expect(await client.closed).toEqual({ code: 4002 });
    expect(harness.devices.unbound).not.toContain('tom-phone');
  });

  it.concurrent('goes on with a renewed token, beyond the end of the old one', async () => {
    const client = await open();
    const token = await tokenFor('tim', { expiresInSeconds: 2 });
    const endsAtMs = Date.now() + 2_000;
    expect(await client.request('login', { app: APP, token, deviceID: 'tim-phone' })).toMatchObject({ type: 'ok' });
    expect(await client.request('renewToken', { token: await tokenFor('tim') })).toMatchObject({ type: 'ok' });
    expect(await client.request('renewToken', { token: await tokenFor('eve') })).toMatchObject({
      type: 'error',
      body: { code: 'UNAUTHENTICATED', field: 'token' },
    });
    await until(() => Date.now() > endsAtMs + 500); // the sweep has looked again
    expect(await client.request('heartbeat')).toMatchObject({ type: 'ok' });
    await client.request('logout');
    expect(await client.closed).toEqual({ code: 1000 });
    expect(harness.devices.unbound).toContain('tim-phone');
    await until(() => !harness.sessions.has('tim/tim-phone'));
  });
});
