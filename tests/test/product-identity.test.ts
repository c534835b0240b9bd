import { ZIM, ZPNs, type KeyValueStorage } from '@bellhop/client';
import { vendorNames } from '@bellhop/contracts';
import { presenceService } from '@bellhop/grpc';
import { testContext, until } from '@bellhop/testkit';
import pg from 'pg';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phoneNetwork } from '../src/demo/phone-network.ts';
import { startPipeline, type Pipeline } from '../src/start-pipeline.ts';
import { aPush, openTestApp, type OfflinePhone, type TestApp } from '../src/test-app.ts';

// Behaviour as a whole, through every service, in its own words. What lies behind a sentence is tested where it is done.

const context = testContext();
let pipeline: Pipeline;
let shop: TestApp;

beforeAll(async () => {
  pipeline = await startPipeline(context);
  shop = await openTestApp(pipeline, 'shop');
});

afterAll(async () => {
  await pipeline.close();
  expect(context.fatal).toEqual([]);
});

/** How a sentence about nothing coming is proved: the trace says that the user was decided about, and why nothing came. */
const isNotPushed = async (app: TestApp, messageID: string, user: string, why: string): Promise<void> => {
  const [entry, ...more] = await app.decided(messageID, user);
  expect(entry).toMatchObject({ kind: 'not-pushed', text: expect.stringContaining(why) as string });
  expect(more).toEqual([]);
};
const NO_DEVICE = 'the user has no registered device';
const devicesOf = async (app: TestApp, user: string) =>
  (await app.api<{ devices: { deviceID: string; hasToken: boolean }[] }>('GET', `/users/${user}/devices`)).devices;

describe('Clients log in with a token signed with the app’s secret (JWT, HS256: app, sub, exp)', () => {
  it('the token says who it is', async () => {
    const client = await shop.login('anna');
    expect(client.welcome).toMatchObject({ userID: 'anna' });
    await client.close();
  });

  it.each<[string, () => Promise<string>]>([
    ['expired', () => shop.token('anna', { expires: Math.floor(Date.now() / 1_000) - 60 })],
    ['signed with another secret', () => shop.token('anna', { signedWith: 'x'.repeat(32) })],
    ['of another app', () => shop.token('anna', { of: 'other' })],
    [
      'without an end',
      () => new SignJWT({ app: 'shop' }).setProtectedHeader({ alg: 'HS256' }).setSubject('anna').sign(secret()),
    ],
    [
      'signed otherwise',
      () =>
        new SignJWT({ app: 'shop' })
          .setProtectedHeader({ alg: 'HS512' })
          .setSubject('anna')
          .setExpirationTime('1h')
          .sign(secret()),
    ],
    ['nonsense', () => Promise.resolve('nonsense')],
  ])('Expired or wrong: a clear error, connection closed (%s)', async (_what, token) => {
    const client = await shop.connect();
    expect(await client.ask('login', { app: 'shop', token: await token(), deviceID: 'anna-phone' })).toMatchObject({
      type: 'error',
      body: { code: 'UNAUTHENTICATED', field: 'token', message: expect.stringMatching(/\w+ \w+/) as string },
    });
    expect(await client.closed).toBe(4001);
  });
  const secret = () => new TextEncoder().encode(shop.clientTokenSecret);

  it('A token may be renewed on a live connection. Its end while connected counts as offline, not as logout', async () => {
    const phone = await shop.phone('kai');
    const shortLived = { token: await shop.token('kai', { expires: Math.floor(Date.now() / 1_000) + 2 }) };
    const renewed = await shop.login('kay', 'kay-phone', {
      token: await shop.token('kay', { expires: Math.floor(Date.now() / 1_000) + 2 }),
    });
    const ended = await shop.login('kai', phone.deviceID, shortLived);
    expect((await renewed.ask('renewToken', { token: await shop.token('kay') })).type).toBe('ok');
    expect(await ended.closed).toBe(4002);
    expect((await renewed.ask('heartbeat')).type).toBe('ok');
    await shop.untilOffline('kai');
    await shop.send({ toUserID: 'kai' });
    expect(await shop.rings(phone)).toEqual([aPush.content]);
    await renewed.close();
  });
});

describe('registerPush(vendor, token, appType, platform, environment, locale, timeZone, appVersion) → PushID', () => {
  it.each(vendorNames)(
    'The PushID is opaque, never contains the vendor token, and resolves only on the server: %s',
    async (vendor) => {
      const user = `ria-${vendor}`;
      const phone = await shop.phone(user, vendor, {
        appType: 1,
        platform: 'android',
        environment: 'production',
        locale: 'zh-CN',
        timeZone: 'Asia/Shanghai',
        appVersion: '1.2.0',
      });
      expect(phone.pushID).toMatch(/^[\w-]{16,64}$/);
      expect(phone.pushID).not.toContain(phone.token);
      expect(phone.token).not.toContain(phone.pushID);
      expect(JSON.stringify(await shop.api('GET', `/users/${user}/devices`))).not.toContain(phone.token);
      await shop.api('POST', '/pushes', { pushIDs: [phone.pushID], pushConfig: { ...aPush, resourcesID: 'chat' } });
      expect(await shop.rings(phone)).toEqual([aPush.content]);
    },
  );

  it('A refreshed vendor token keeps the device’s PushID', async () => {
    const phone = await shop.phone('rita');
    const { token } = await pipeline.control.refreshToken(phone.phoneId);
    const client = await shop.login('rita', phone.deviceID);
    expect((await client.ask('registerPush', { vendor: 'huawei', token })).body).toEqual({ pushID: phone.pushID });
    await client.close();
    await shop.untilOffline('rita');
    await shop.send({ toUserID: 'rita' });
    expect(await shop.rings(phone)).toEqual([aPush.content]);
  });
});

describe('One PushID belongs to at most one user', () => {
  it('Login on a device moves the binding (last login wins): a logout that never reached the server leaks no push', async () => {
    const phone = await shop.phone('grace');
    const heidi = await shop.login('heidi', phone.deviceID, { deviceSecret: phone.deviceSecret });
    expect(heidi.welcome['pushID']).toBe(phone.pushID);
    await heidi.close();
    await shop.untilOffline('heidi');
    const toGrace = await shop.send({ toUserID: 'grace', pushConfig: { ...aPush, content: 'for grace' } });
    await shop.send({ toUserID: 'heidi', pushConfig: { ...aPush, content: 'for heidi' } });
    expect(await shop.rings(phone)).toEqual(['for heidi']);
    await isNotPushed(shop, toGrace, 'grace', NO_DEVICE);
    expect(await shop.rings(phone)).toEqual(['for heidi']);
  });

  it('logout clears the binding', async () => {
    const phone = await shop.phone('lars');
    const client = await shop.login('lars', phone.deviceID);
    await client.ask('logout');
    expect(await client.closed).toBe(1000);
    await isNotPushed(shop, await shop.send({ toUserID: 'lars' }), 'lars', NO_DEVICE);
  });

  it('Kick-out clears the kicked device’s binding', async () => {
    const solo = await openTestApp(pipeline, 'solo', { deviceMode: 'single' });
    const old = await solo.phone('zoe', 'huawei', { deviceID: 'old' });
    const kicked = await solo.login('zoe', 'old');
    const now = await solo.phone('zoe', 'huawei', { deviceID: 'new' });
    expect(await kicked.closed).toBe(4009);
    expect(kicked.frames.at(-1)?.type).toBe('kickedOut');
    expect((await devicesOf(solo, 'zoe')).map(({ deviceID }) => deviceID)).toEqual(['new']);
    await solo.send({ toUserID: 'zoe' });
    expect(await solo.rings(now)).toEqual([aPush.content]);
    expect(await solo.shown(old)).toEqual([]);
  });

  it('unregisterPush stops every push to the device, silent ones too', async () => {
    const phone = await shop.phone('una', 'fcm');
    const silently = () =>
      shop.send({ toUserID: 'una', pushConfig: { ...aPush, vendors: { fcm: { pushKind: 'DATA' } } } });
    const messages = async () => (await pipeline.control.phone(phone.phoneId)).messages.length;
    await silently();
    await until(async () => (await messages()) === 1);
    const client = await shop.login('una', phone.deviceID);
    expect((await client.ask('unregisterPush')).type).toBe('ok');
    await client.close();
    await shop.untilOffline('una');
    await isNotPushed(shop, await shop.send({ toUserID: 'una' }), 'una', 'no');
    await isNotPushed(shop, await silently(), 'una', 'no');
    expect([await messages(), await shop.shown(phone)]).toEqual([1, []]);
  });

  it('A token the vendor calls invalid is cleared only if it is unchanged', async () => {
    const hasToken = async (user: string) => (await devicesOf(shop, user))[0]?.hasToken;
    const [lost, kept] = await Promise.all([shop.phone('judy', 'fcm'), shop.phone('jack', 'fcm')]);
    await shop.send({ toUserID: 'judy' }); // a credential that never had a success is not believed
    await shop.rings(lost);
    await pipeline.control.refreshToken(lost.phoneId);
    await shop.send({ toUserID: 'judy' });
    await until(async () => (await hasToken('judy')) === false, { timeoutMs: 15_000 });
    // The verdict about the former token comes when jack's app has registered the next one already.
    const { token } = await pipeline.control.refreshToken(kept.phoneId);
    await pipeline.control.addFault({
      vendor: 'fcm',
      path: 'send',
      kind: 'latency',
      latencyMs: 1_500,
      times: 1,
      token: kept.token,
    });
    const sent = await shop.send({ toUserID: 'jack' });
    await until(async () => (await pipeline.control.faults()).every((fault) => fault.token !== kept.token));
    const client = await shop.login('jack', kept.deviceID);
    await client.ask('registerPush', { vendor: 'fcm', token });
    await client.close();
    await shop.decided(sent, 'jack', ({ kind }) => kind === 'invalid-token');
    await shop.untilOffline('jack');
    await shop.send({ toUserID: 'jack', pushConfig: { ...aPush, content: 'to the new token' } });
    expect(await shop.rings(kept)).toEqual(['to the new token']);
    expect(await hasToken('jack')).toBe(true);
    await pipeline.control.clearFaults('fcm');
  });

  it('A binding unused for 270 days expires', async () => {
    const [old, used] = await Promise.all([shop.phone('olaf'), shop.phone('olga')]);
    const db = new pg.Client(pipeline.databaseUrl);
    await db.connect();
    const age = (user: string, days: number) =>
      db.query(
        `update push_router.device set bound_at = now() - $2 * interval '1 day' where app = 'shop' and user_id = $1`,
        [user, days],
      );
    await age('olaf', 271);
    await age('olga', 269);
    await db.end();
    await isNotPushed(shop, await shop.send({ toUserID: 'olaf' }), 'olaf', NO_DEVICE);
    expect(await devicesOf(shop, 'olaf')).toEqual([]);
    await shop.send({ toUserID: 'olga' });
    expect(await shop.rings(used)).toEqual([aPush.content]);
    const client = await shop.login('olaf', old.deviceID, { deviceSecret: old.deviceSecret });
    await client.ask('registerPush', { vendor: 'huawei', token: old.token });
    await client.close();
    await shop.untilOffline('olaf');
    await shop.send({ toUserID: 'olaf' });
    expect(await shop.rings(old)).toEqual([aPush.content]);
  });
});

describe('Devices: single (a new login kicks the old), dual (one native + web), or multi (up to 10); per app', () => {
  const loginOn = async (app: TestApp, devices: readonly (readonly [deviceID: string, platform: string])[]) => {
    const clients = new Map<string, { isOpen: boolean }>();
    for (const [deviceID, platform] of devices) {
      const client = await app.login('dana', deviceID, { platform });
      const state = { isOpen: true };
      clients.set(deviceID, state);
      void client.closed.then(() => (state.isOpen = false));
    }
    return () => [...clients].filter(([, { isOpen }]) => isOpen).map(([deviceID]) => deviceID);
  };

  it('single', async () => {
    const open = await loginOn(await openTestApp(pipeline, 'one', { deviceMode: 'single' }), [
      ['a', 'ios'],
      ['b', 'web'],
    ]);
    await until(() => open().join() === 'b');
  });

  it('dual', async () => {
    const open = await loginOn(await openTestApp(pipeline, 'two', { deviceMode: 'dual' }), [
      ['phone', 'ios'],
      ['browser', 'web'],
      ['other phone', 'android'].map((it) => it.replace(' ', '-')) as [string, string],
    ]);
    await until(() => open().join() === 'browser,other-phone');
  });

  it('multi', async () => {
    const open = await loginOn(
      shop,
      Array.from({ length: 11 }, (_, index) => [`d-${index}`, 'android'] as const),
    );
    await until(() => open().length === 10);
    expect(open()).not.toContain('d-0');
  });
});

describe('A device proves itself by a secret it got at its first login', () => {
  it('knowing a device id is not enough to take it over', async () => {
    const phone = await shop.phone('vera');
    await expect(shop.login('mallory', phone.deviceID)).rejects.toThrow('DEVICE_TAKEN');
    await expect(shop.login('mallory', phone.deviceID, { deviceSecret: 'x'.repeat(43) })).rejects.toThrow(
      'DEVICE_TAKEN',
    );
    await shop.send({ toUserID: 'vera' });
    expect(await shop.rings(phone)).toEqual([aPush.content]);
    await (await shop.login('wanda', phone.deviceID, { deviceSecret: phone.deviceSecret })).close();
  });

  it('The app’s server can unbind a device, and all of a user', async () => {
    const phones = [];
    for (const n of [1, 2, 3]) phones.push(await shop.phone('xara', 'huawei', { deviceID: `xara-${n}` }));
    const connected = await shop.login('xara', 'xara-2');
    await shop.api('DELETE', '/users/xara/devices/xara-1');
    expect((await devicesOf(shop, 'xara')).map(({ deviceID }) => deviceID).sort()).toEqual(['xara-2', 'xara-3']);
    await shop.api('DELETE', '/users/xara/devices');
    expect(await connected.closed).toBe(4009);
    expect(await devicesOf(shop, 'xara')).toEqual([]);
    await isNotPushed(shop, await shop.send({ toUserID: 'xara' }), 'xara', NO_DEVICE);
    for (const phone of phones) expect(await shop.shown(phone)).toEqual([]);
  });
});

describe('A logout or unregister made without a connection is kept and told at the next one', () => {
  /** An app with the SDK; it can be killed and started again on the same storage. */
  const installed = (deviceID: string) => {
    const stored = new Map<string, string>();
    const storage: KeyValueStorage = {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    };
    return () => {
      const network = phoneNetwork();
      const zim = ZIM.create({
        appID: 'shop',
        server: pipeline.gateway.httpUrl,
        deviceID,
        storage,
        webSocket: network.webSocket,
        reconnect: { firstMs: 50, maxMs: 100 },
      });
      return { zim, zpns: ZPNs.create(zim), network };
    };
  };
  const loggedIn = async (user: string) => {
    const start = installed(`${user}-sdk`);
    const { phoneId, token } = await pipeline.control.createPhone({ vendor: 'huawei' });
    const { zim, zpns, network } = start();
    await zim.login(user, await shop.token(user));
    await zpns.registerPush('huawei', token);
    network.kill();
    await shop.untilOffline(user);
    return { phone: { phoneId } as OfflinePhone, zim, zpns, start };
  };

  it('logout', async () => {
    const { phone, zim, start } = await loggedIn('yara');
    await zim.logout();
    expect(await devicesOf(shop, 'yara')).toHaveLength(1); // nobody could tell the server
    start(); // the app is opened, nobody logs in
    await until(async () => (await devicesOf(shop, 'yara')).length === 0);
    await isNotPushed(shop, await shop.send({ toUserID: 'yara' }), 'yara', NO_DEVICE);
    expect(await shop.shown(phone)).toEqual([]);
  });

  it('unregister', async () => {
    const { phone, zpns, start } = await loggedIn('yves');
    await zpns.unregisterPush();
    start();
    await until(async () => (await devicesOf(shop, 'yves')).every(({ hasToken }) => !hasToken));
    await isNotPushed(shop, await shop.send({ toUserID: 'yves' }), 'yves', 'no');
    expect(await shop.shown(phone)).toEqual([]);
  });
});

describe('Heartbeat every 10 s; a connection silent for 30 s is offline. Both configurable per app', () => {
  it('by default', async () => {
    const client = await shop.login('hana');
    expect(client.welcome).toMatchObject({ heartbeatIntervalMs: 10_000, silenceTimeoutMs: 30_000 });
    await client.close();
  });

  it('as the app has it', async () => {
    const brisk = await openTestApp(pipeline, 'brisk', {
      limits: { heartbeatIntervalMs: 1_000, silenceTimeoutMs: 5_000 },
    });
    const [silent, beating] = await Promise.all([brisk.login('hugo'), brisk.login('hedy')]);
    expect(silent.welcome).toMatchObject({ heartbeatIntervalMs: 1_000, silenceTimeoutMs: 5_000 });
    const beat = setInterval(() => void beating.ask('heartbeat'), 1_000);
    expect(await silent.closed).toBe(4008);
    clearInterval(beat);
    await brisk.untilOffline('hugo');
    expect((await beating.ask('heartbeat')).type).toBe('ok');
    await beating.close();
  });
});

describe('States of a device: online · offline · logged-out', () => {
  it('Only offline is a push target. A user who never logged in is none', async () => {
    const [online, offline, out] = [
      await shop.phone('iris', 'huawei', { deviceID: 'iris-online' }),
      await shop.phone('iris', 'fcm', { deviceID: 'iris-offline' }),
      await shop.phone('iris', 'vivo', { deviceID: 'iris-out' }),
    ];
    const client = await shop.login('iris', 'iris-out');
    await client.ask('logout');
    await client.closed;
    const live = await shop.login('iris', 'iris-online');
    const sent = await shop.send({ toUserID: 'iris' });
    expect(await shop.rings(offline)).toEqual([aPush.content]);
    const entries = await shop.decided(sent, 'iris', ({ deviceID }) => deviceID === 'iris-online');
    expect(entries.find(({ deviceID }) => deviceID === 'iris-online')).toMatchObject({
      kind: 'not-pushed',
      text: expect.stringContaining('connected') as string,
    });
    expect(live.texts()).toEqual(['hello']);
    expect([await shop.shown(online), await shop.shown(out)]).toEqual([[], []]);
    await live.close();
    await isNotPushed(shop, await shop.send({ toUserID: 'nobody-ever' }), 'nobody-ever', NO_DEVICE);
  });
});

describe('Two triggers', () => {
  it('(a) The device has no live connection: push at once', async () => {
    const phone = await shop.phone('toni');
    const at = Date.now();
    await shop.send({ toUserID: 'toni' });
    await shop.rings(phone);
    expect(Date.now() - at).toBeLessThan(2_900); // not after an ack timeout
  });

  it('(b) The connection looks alive but the client did not acknowledge within the ack timeout (3 s by default): push then', async () => {
    const phone = await shop.phone('tina');
    const frozen = await shop.login('tina', phone.deviceID);
    frozen.acknowledges = false;
    const at = Date.now();
    await shop.send({ toUserID: 'tina' });
    expect(await shop.rings(phone)).toEqual([aPush.content]);
    expect(Date.now() - at).toBeGreaterThanOrEqual(2_900);
    expect((await frozen.ask('heartbeat')).type).toBe('ok');
    await frozen.close();
  });
});

describe('A client may report background; then the app’s policy decides: push, or deliver over the socket, or both', () => {
  it.each([
    ['push', 1, 0],
    ['connection', 0, 1],
    ['bothWays', 1, 1],
  ] as const)('%s', async (background, pushes, messages) => {
    const app = await openTestApp(pipeline, `back-${background.toLowerCase()}`, { pushRules: { background } });
    const phone = await app.phone('bea');
    const client = await app.login('bea', phone.deviceID);
    const presence = app.grpc(presenceService);
    const report = async (isBehind: boolean) => {
      expect((await client.ask('reportAppState', { background: isBehind })).type).toBe('ok');
      await until(async () => {
        const { users } = await presence.getPresence({ app: app.app, userIds: ['bea'] });
        return users[0]?.devices.some((device) => device.background === isBehind);
      });
    };
    const send = async (text: string, end: 'vendor-accepted' | 'not-pushed') => {
      const sent = await app.send({ toUserID: 'bea', text, pushConfig: { ...aPush, content: text } });
      await app.decided(sent, 'bea', ({ kind }) => kind === end);
    };
    await report(true);
    await send('behind', pushes === 1 ? 'vendor-accepted' : 'not-pushed');
    await report(false);
    await send('in front', 'not-pushed');
    await until(() => client.texts().includes('in front'));
    // What the socket was to bring of the first message, it has brought by the second.
    const only = (text: string, times: number): string[] => Array<string>(times).fill(text);
    expect(client.texts()).toEqual([...only('behind', messages), 'in front']);
    expect((await app.shown(phone)).map(({ content }) => content)).toEqual(only('behind', pushes));
    // What only the vendor was told of comes with the next sync.
    expect((await client.sync()).map(({ text }) => text)).toEqual(expect.arrayContaining(only('behind', 1 - messages)));
    presence.close();
    await client.close();
  });
});

it('Never push to the sender’s own other devices', async () => {
  const [own, receivers] = await Promise.all([shop.phone('sara'), shop.phone('sven')]);
  const tablet = await shop.login('sara', 'sara-tablet');
  const { body } = await tablet.ask('send', { toUserID: 'sven', text: 'hello', pushConfig: aPush });
  expect(await shop.rings(receivers)).toEqual([aPush.content]);
  expect(
    await shop.decided(String(body['messageID']), 'sara', ({ deviceID }) => deviceID === own.deviceID),
  ).toMatchObject([{ kind: 'not-pushed', text: expect.stringContaining('the sender') as string }]);
  expect(await shop.shown(own)).toEqual([]);
  const phone = await shop.login('sara', own.deviceID);
  expect(await phone.sync()).toMatchObject([{ text: 'hello', fromUserID: 'sara' }]);
  await Promise.all([tablet.close(), phone.close()]);
});

it('What holds when a push is decided must hold when it leaves: binding, token, membership, read position, revocation', async () => {
  const group = { groupID: 'crew', ownerUserID: 'alice', memberUserIDs: ['wolf'] };
  await shop.api('POST', '/groups', group);
  const asPhone = async ({ user, deviceID }: OfflinePhone, type: string, body: object = {}) => {
    const client = await shop.login(user, deviceID, { resume: true });
    expect((await client.ask(type, body)).type).toBe('ok');
    await client.close();
  };
  const peer = (user: string) => encodeURIComponent(`peer/alice/${user}`);
  const changes: Record<string, (phone: OfflinePhone, messageID: string) => Promise<unknown>> = {
    bodo: (phone) => asPhone(phone, 'logout'),
    tara: (phone) => asPhone(phone, 'unregisterPush'),
    wolf: () => shop.api('POST', '/groups/crew/members/kick', { userIDs: ['wolf'] }),
    rosa: () => shop.api('POST', `/users/rosa/conversations/${peer('rosa')}/read`, { seq: 1 }),
    vito: (_phone, messageID) => shop.api('POST', `/conversations/${peer('vito')}/messages/${messageID}/revoke`, {}),
  };
  const reasons = await Promise.all(
    Object.entries(changes).map(async ([user, change]) => {
      const phone = await shop.phone(user, 'vivo');
      const busy = {
        vendor: 'vivo',
        path: 'send',
        kind: 'status',
        status: 503,
        retryAfterSeconds: 3,
        times: 1,
      } as const;
      await pipeline.control.addFault({ ...busy, token: phone.token });
      const sent = await shop.send(user === 'wolf' ? { toGroupID: 'crew' } : { toUserID: user });
      await shop.decided(sent, user, ({ kind }) => kind === 'unavailable');
      await change(phone, sent);
      const entries = await shop.decided(sent, user, ({ kind }) => kind === 'superseded');
      expect([user, (await shop.shown(phone)).filter(({ content }) => content === aPush.content)]).toEqual([user, []]);
      return [user, entries.at(-1)?.text];
    }),
  );
  expect(Object.fromEntries(reasons)).toEqual({
    bodo: expect.stringContaining('no longer logged in on the device') as string,
    tara: expect.stringContaining('token') as string,
    wolf: expect.stringContaining('has left the group') as string,
    rosa: expect.stringContaining('read') as string,
    vito: expect.stringContaining('revoked') as string,
  });
});

it.each(vendorNames)('Pushes of one conversation to one device leave in order: %s', async (vendor) => {
  const phone = await shop.phone(`otto-${vendor}`, vendor);
  const contents = Array.from({ length: 20 }, (_, index) => `message ${index + 1}`);
  await shop.api('POST', '/messages/batch', {
    messages: contents.map((content) => ({
      fromUserID: 'alice',
      toUserID: `otto-${vendor}`,
      text: content,
      pushConfig: { ...aPush, content, resourcesID: 'chat' },
    })),
  });
  expect(await shop.rings(phone, contents.length)).toEqual(contents);
});

it('Other services ask over gRPC, for up to 1,000 users in one call', async () => {
  const client = await shop.login('nora');
  const presence = shop.grpc(presenceService);
  const userIds = ['nora', ...Array.from({ length: 999 }, (_, index) => `user-${index}`)];
  const { users } = await presence.getPresence({ app: 'shop', userIds });
  expect(users.map(({ userId }) => userId)).toEqual(userIds);
  expect(users.map(({ state }) => state)).toEqual([
    'PRESENCE_STATE_ONLINE',
    ...Array.from({ length: 999 }, () => 'PRESENCE_STATE_OFFLINE'),
  ]);
  await expect(presence.getPresence({ app: 'shop', userIds: [...userIds, 'one-more'] })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'userIDs',
    message: expect.stringContaining('1,000') as string,
  });
  presence.close();
  await client.close();
});
