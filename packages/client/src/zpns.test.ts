import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { eventually, fakeServer, turn, type FakeConnection } from './testing/fake-server.ts';
import { answerTo } from './testing/device-fixture.ts';
import { VendorDouble } from './testing/vendor-double.ts';
import { ZIM, ZPNs, ZPNsConfig, zpnsCallbacks, type VendorMessage, type ZPNsVendor } from './index.ts';

function setUp() {
  const server = fakeServer();
  const zim = ZIM.create({ appID: 'demo', server: 'ws://im.example', deviceID: 'd', webSocket: server.webSocket });
  const zpns = ZPNs.getInstance();
  const events: unknown[] = [];
  for (const event of ['registered', 'error'] as const) zpns.on(event, (it) => events.push([event, it]));
  const logIn = async () => {
    const login = zim.login('bob', 'token');
    const connection = await server.connection(0);
    await connection.answer('login', answerTo('bob'));
    await login;
    return connection;
  };
  return { zim, zpns, events, logIn };
}

function configOf(): ZPNsConfig {
  const config = new ZPNsConfig({ appType: 2 });
  config.enableFCMPush();
  config.enableHWPush('hw-id');
  config.enableMiPush('mi-id', 'mi-key');
  config.enableOppoPush('oppo-id', 'oppo-key', 'oppo-secret');
  config.enableVivoPush('vivo-id', 'vivo-key');
  return config;
}

describe('what is told of push', () => {
  const frames = ({ sent }: FakeConnection) => sent.map(({ type }) => type).filter((type) => type.endsWith('Push'));

  it('goes out one after another: the last word counts', async () => {
    const { zpns, logIn } = setUp();
    const connection = await logIn();
    const words = [
      zpns.registerPush('fcm', 'first'),
      zpns.registerPush('fcm', 'refreshed'),
      zpns.unregisterPush(),
      zpns.registerPush('fcm', 'again'),
    ];
    for (const type of ['registerPush', 'registerPush', 'unregisterPush', 'registerPush']) {
      await eventually(() => frames(connection).at(-1) === type);
      await turn();
      expect(frames(connection).at(-1)).toBe(type);
      await connection.answer(type, type === 'registerPush' ? { pushID: 'p' } : { unregistered: true });
    }
    await Promise.all(words);
    expect(connection.sent.flatMap(({ body }) => body['token'] ?? [])).toEqual([
      'token',
      'first',
      'refreshed',
      'again',
    ]);
  });
});

describe('a registration that is refused for the moment', () => {
  const refusal = { code: 'RESOURCE_EXHAUSTED', message: 'full', retryAfterMs: 60_000 };
  const refused = async () => {
    const made = setUp();
    const connection = await made.logIn();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const registering = made.zpns.registerPush('fcm', 'token');
    await vi.waitFor(() => connection.answer('registerPush', refusal, 'error'));
    expect(await registering).toBeUndefined();
    return { ...made, connection, registrations: () => connection.sent.filter(({ type }) => type === 'registerPush') };
  };

  it('is sent again when the server says', async () => {
    const { connection, registrations, events } = await refused();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(registrations()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(registrations()).toHaveLength(2);
    await vi.waitFor(() => connection.answer('registerPush', { pushID: 'p' }));
    expect(events).toEqual([['registered', { pushID: 'p' }]]);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(registrations()).toHaveLength(2);
  });

  it('is not when there is a newer one, or none', async () => {
    const { zpns, connection, registrations } = await refused();
    const again = zpns.registerPush('fcm', 'newer');
    await vi.waitFor(() => connection.answer('registerPush', { pushID: 'p' }));
    expect(await again).toBe('p');
    await vi.advanceTimersByTimeAsync(120_000);
    expect(registrations().map(({ body }) => body['token'])).toEqual(['token', 'newer']);
  });
});

describe('the libraries of the vendors', () => {
  it.each<[ZPNsVendor, object]>([
    ['fcm', {}],
    ['huawei', { appID: 'hw-id' }],
    ['xiaomi', { appID: 'mi-id', appKey: 'mi-key' }],
    ['oppo', { appID: 'oppo-id', appKey: 'oppo-key', appSecret: 'oppo-secret' }],
    ['vivo', { appID: 'vivo-id', appKey: 'vivo-key' }],
  ])('of %s are started with what the config says, and their tokens registered', async (vendor, credentials) => {
    const { zpns, events, logIn } = setUp();
    const phone = new VendorDouble(vendor);
    ZPNs.setPushConfig(configOf());
    expect(await ZPNs.getInstance().registerPush(phone)).toBeUndefined();
    expect(phone.started).toEqual([{ vendor, credentials }]);
    phone.says.onToken('first');
    const connection = await logIn();
    expect(await connection.answer('registerPush', { pushID: 'p' })).toMatchObject({
      body: { vendor, token: 'first', appType: 2 },
    });
    phone.says.onToken('refreshed');
    expect(await connection.answer('registerPush', { pushID: 'p' })).toMatchObject({ body: { token: 'refreshed' } });
    await turn();
    expect(events).toEqual([
      ['registered', { pushID: 'p' }],
      ['registered', { pushID: 'p' }],
    ]);
    expect(ZPNs.getInstance()).toBe(zpns);
  });

  it('are asked in the order of the phone, and only what is enabled counts', async () => {
    setUp();
    const config = new ZPNsConfig();
    config.enableFCMPush();
    config.enableVivoPush('id', 'key');
    ZPNs.setPushConfig(config);
    const phone = new VendorDouble('huawei', 'vivo', 'fcm');
    await ZPNs.getInstance().registerPush(phone);
    expect(phone.started).toEqual([{ vendor: 'vivo', credentials: { appID: 'id', appKey: 'key' } }]);
    await expect(ZPNs.getInstance().registerPush(new VendorDouble('oppo'))).rejects.toMatchObject({
      code: 'NO_VENDOR',
      number: 6100602,
    });
    expect(phone.isRunning).toBe(true); // what runs goes on
  });

  it('are heard no more after unregisterPush, and their failures are told', async () => {
    const { zpns, events, logIn } = setUp();
    ZPNs.setPushConfig(configOf());
    const phone = new VendorDouble('vivo');
    await zpns.registerPush(phone);
    phone.says.onFailed('no Google services');
    const connection = await logIn();
    const unregistering = zpns.unregisterPush();
    await connection.answer('unregisterPush', { unregistered: true });
    await unregistering;
    expect(phone.isRunning).toBe(false);
    phone.says.onToken('late');
    await turn();
    expect(connection.sent.some(({ type }) => type === 'registerPush')).toBe(false);
    expect(events).toMatchObject([
      ['error', { code: 'VENDOR_FAILED', message: 'vivo gave no token: no Google services' }],
    ]);
  });
});

describe('callbacks', () => {
  const messages: readonly VendorMessage[] = [
    { vendor: 'xiaomi', extra: {} },
    { vendor: 'huawei', data: {} },
    { vendor: 'oppo', dataExtra: '{}' },
    { vendor: 'vivo', params: {} },
    { vendor: 'fcm', data: {} },
    { vendor: 'apns', userInfo: {} },
    { vendor: 'harmonyos', parameters: {} },
  ];

  it.each(messages)('come from $vendor as far as the vendor has them, and no further', (message) => {
    const { zpns } = setUp();
    const told: string[] = [];
    const given: string[] = ['notificationClicked'];
    for (const event of ['notificationArrived', 'notificationClicked', 'throughMessageReceived'] as const)
      zpns.on(event, () => told.push(event));
    zpns.handleNotificationClicked(message);
    for (const event of ['notificationArrived', 'throughMessageReceived'] as const) {
      const hand = (): void =>
        event === 'notificationArrived'
          ? zpns.handleNotificationArrived(message as never)
          : zpns.handleThroughMessage(message as never);
      if (zpnsCallbacks[event].includes(message.vendor)) {
        hand();
        given.push(event);
      } else {
        expect(hand).toThrow(expect.objectContaining({ code: 'CALLBACK_NOT_SUPPORTED', field: 'vendor' }) as Error);
      }
    }
    expect(told).toEqual(given);
  });

  it('are those of the matrix', () => {
    expect(zpnsCallbacks).toEqual({ throughMessageReceived: ['huawei', 'fcm'], notificationArrived: ['xiaomi'] });
  });
});

it('is one for each ZIM, and none without', () => {
  const { zim, zpns } = setUp();
  expect(ZPNs.create(zim)).toBe(zpns);
  zim.destroy();
  expect(ZIM.getInstance()).toBeUndefined();
  expect(() => ZPNs.getInstance()).toThrow(expect.objectContaining({ code: 'NOT_CREATED' }) as Error);
});

it('registers with what the server knows of the config, whatever else the app keeps there', async () => {
  const { zpns, logIn } = setUp();
  const settings = new ZPNsConfig({ appType: 2, locale: 'zh-CN' });
  zpns.setPushConfig(Object.assign(settings, { vendor: 'x', token: 'y', isDebug: true }));
  const connection = await logIn();
  const registering = zpns.registerPush('fcm', 'real');
  const { body } = await connection.answer('registerPush', { pushID: 'p' });
  expect(body).toEqual({ vendor: 'fcm', token: 'real', appType: 2, locale: 'zh-CN' });
  expect(await registering).toBe('p');
});
