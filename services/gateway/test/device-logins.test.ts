import { sessionChanged, type SessionChangedInput } from '@bellhop/contracts';
import { eventRecord } from '@bellhop/kafka';
import { until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP, startHarness, tokenFor, type Harness } from './harness.ts';
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
/** A login on a gateway that is not this one. */
const elsewhere = (login: SessionChangedInput) =>
  harness.producer.publish([
    eventRecord(sessionChanged, {
      app: APP,
      gatewayAddress: 'another:9001',
      gatewayEpoch: 'e',
      connectionId: `${login.deviceId}-elsewhere`,
      connectedAtMs: Date.now(),
      loginNumber: 1_000,
      ...login,
    }),
  ]);

describe('logins that a newer one leaves no room for', () => {
  it('end on this gateway, with a reason, and presence is told', async () => {
    const phone = await loggedIn('dan', 'dan-phone');
    const browser = await loggedIn('dan', 'dan-browser');
    harness.devices.binding = { deviceIds: ['dan-browser', 'dan-tablet'] };
    const tablet = await loggedIn('dan', 'dan-tablet');
    expect((await phone.next('kickedOut')).body).toEqual({
      reason: 'the user has logged in on another device, and the app allows no more',
    });
    expect(await phone.closed).toEqual({ code: 4009 });
    await until(() => !harness.sessions.has('dan/dan-phone'));
    for (const client of [browser, tablet]) {
      expect((await client.request('heartbeat')).type).toBe('ok');
      client.close();
    }
  });

  it('end when the newer one is on another gateway, and only those', async () => {
    const phone = await loggedIn('eva', 'eva-phone');
    const browser = await loggedIn('eva', 'eva-browser');
    const namesake = await loggedIn('evan', 'evan-phone');
    await elsewhere({ userId: 'eva', deviceId: 'eva-tablet', loginNumber: 1, userDeviceIds: ['eva-tablet'] }); // an older one
    await elsewhere({ userId: 'eva', deviceId: 'eva-tablet', userDeviceIds: ['eva-browser', 'eva-tablet'] });
    expect(await phone.closed).toEqual({ code: 4009 });
    await until(() => !harness.sessions.has('eva/eva-phone'));
    for (const client of [browser, namesake]) {
      expect((await client.request('heartbeat')).type).toBe('ok');
      client.close();
    }
  });

  it('end when the same device logs in on another gateway, whose session stays', async () => {
    const phone = await loggedIn('fay', 'fay-phone');
    await elsewhere({ userId: 'fay', deviceId: 'fay-phone' });
    expect(await phone.closed).toEqual({ code: 4009 });
    const next = await loggedIn('gil', 'gil-phone');
    await elsewhere({ userId: 'ida', deviceId: 'gil-phone' });
    expect(await next.closed).toEqual({ code: 4009 });
    await until(() => !harness.sessions.has('gil/gil-phone')); // another user's key; what ended before it has been published, too
    expect(harness.sessions.get('fay/fay-phone')?.connectionId).toBe('fay-phone-elsewhere');
  });

  it('end even while they are still being carried out', async () => {
    const witness = await loggedIn('hal', 'hal-browser');
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>();
    harness.devices.gate = gate;
    const phone = await open();
    const login = phone.login('hal', 'hal-phone');
    await until(() => harness.devices.bound.some(({ deviceId }) => deviceId === 'hal-phone'));
    await elsewhere({ userId: 'hal', deviceId: 'hal-tablet', userDeviceIds: ['hal-tablet'] });
    expect(await witness.closed).toEqual({ code: 4009 }); // the gateway has heard of it
    harness.devices.gate = undefined;
    openGate();
    expect(await login).toMatchObject({ type: 'error', body: { code: 'KICKED_OUT' } });
    expect(await phone.closed).toEqual({ code: 4009 });
    expect(harness.sessions.has('hal/hal-phone')).toBe(false);
  });

  it('of one device end by their numbers, even when their answers overtake each other', async () => {
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>();
    const older = await open();
    const newer = await open();
    harness.devices.gate = gate;
    harness.devices.binding = { loginNumber: 500 };
    const olderLogin = older.login('lou', 'lou-phone');
    await until(() => harness.devices.bound.some(({ deviceId }) => deviceId === 'lou-phone'));
    harness.devices.gate = undefined;
    harness.devices.binding = { loginNumber: 501 };
    expect((await newer.login('lou', 'lou-phone')).type).toBe('ok');
    openGate();
    expect(await olderLogin).toMatchObject({ type: 'error', body: { code: 'KICKED_OUT' } });
    expect(await older.closed).toEqual({ code: 4009 });
    expect((await newer.request('heartbeat')).type).toBe('ok');
    newer.close();
  });

  it('end although the client of the newer one has gone before it was answered', async () => {
    const phone = await loggedIn('gus', 'gus-phone');
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>();
    harness.devices.gate = gate;
    harness.devices.binding = { deviceIds: ['gus-tablet'] };
    const tablet = await open();
    const login = tablet.login('gus', 'gus-tablet').catch(() => undefined);
    await until(() => harness.devices.bound.some(({ deviceId }) => deviceId === 'gus-tablet'));
    tablet.socket.terminate();
    await tablet.closed;
    harness.devices.gate = undefined;
    openGate();
    expect(await phone.closed).toEqual({ code: 4009 });
    await until(() => !harness.sessions.has('gus/gus-phone') && !harness.sessions.has('gus/gus-tablet'));
    await login;
  });

  it('are not counted as not logged in while they wait for clients that are gone', async () => {
    const gone = await Promise.all(
      Array.from({ length: 10 }, async (_, index) => loggedIn(`gone${index}`, `gone${index}-phone`)), // as many as may be not logged in
    );
    for (const { socket } of gone) socket.pause(); // reads nothing, so it agrees to no end
    await Promise.all(
      gone.map((_, index) => elsewhere({ userId: `gone${index}`, deviceId: `gone${index}-phone`, loginNumber: 2_000 })),
    );
    // The gateway hears of all of them within this time; each attempt would be refused with 503.
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const next = await loggedIn('next', 'next-phone');
      next.close();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    for (const { socket } of gone) socket.terminate();
  });

  it('are not resumed', async () => {
    const client = await open();
    harness.devices.binding = { ended: true };
    const token = await tokenFor('jo');
    expect(await client.request('login', { app: APP, token, deviceID: 'jo-phone', resume: true })).toMatchObject({
      type: 'error',
      body: { code: 'KICKED_OUT' },
    });
    expect(await client.closed).toEqual({ code: 4009 });
    expect(harness.devices.bound.at(-1)).toMatchObject({ deviceId: 'jo-phone', resume: true });
    expect(harness.sessions.has('jo/jo-phone')).toBe(false);
  });

  it('cannot register for push, and are told so', async () => {
    const client = await loggedIn('kai', 'kai-phone');
    harness.devices.isUnbound = true;
    expect(await client.request('registerPush', { vendor: 'xiaomi', token: 't' })).toMatchObject({
      type: 'error',
      body: { code: 'KICKED_OUT' },
    });
    harness.devices.isUnbound = false;
    expect(await client.closed).toEqual({ code: 4009 });
    await until(() => !harness.sessions.has('kai/kai-phone'));
  });
});

describe('a session that is taken over', () => {
  it('is published again when the end of the older one comes behind its beginning', async () => {
    const client = await loggedIn('lea', 'lea-phone');
    const { connectionId } = harness.sessions.get('lea/lea-phone') ?? {};
    await until(() => harness.sessions.delete('lea/lea-phone'));
    await elsewhere({ userId: 'lea', deviceId: 'lea-phone', ended: true, loginNumber: 0 });
    await until(() => harness.sessions.get('lea/lea-phone')?.connectionId === connectionId);
    client.close();
  });
});
