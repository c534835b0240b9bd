import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeServer, turn } from './testing/fake-server.ts';
import { answerTo, bodyOf, storageOf, typesOf } from './testing/device-fixture.ts';
import { ZIM, ZPNs } from './index.ts';

/** A page as a browser shows and hides it. */
function fakePage() {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  vi.stubGlobal('document', page);
  const is = (state: string): void => {
    page.visibilityState = state;
    page.dispatchEvent(new Event('visibilitychange'));
  };
  return { is };
}
afterEach(() => vi.unstubAllGlobals());

async function setUp() {
  const server = fakeServer();
  const { storage, entries } = storageOf('sync');
  const zim = ZIM.create({
    appID: 'demo',
    server: 'ws://im.example',
    storage,
    webSocket: server.webSocket,
    reconnect: { firstMs: 1, maxMs: 2 },
  });
  const login = zim.login('bob', 'token');
  const connection = await server.connection(0);
  await connection.answer('login', answerTo('bob'));
  await login;
  await connection.answer('sync', { messages: [] });
  return { ...server, zim, first: connection, entries };
}

describe('the background', () => {
  it('is reported when the page is hidden, and what was missed is got when it is back', async () => {
    const page = fakePage();
    const { first } = await setUp();
    expect(typesOf(first)).not.toContain('reportAppState');
    page.is('hidden');
    expect((await first.answer('reportAppState')).body).toEqual({ background: true });
    page.is('visible');
    expect((await first.answer('reportAppState')).body).toEqual({ background: false });
    await first.answer('sync', { messages: [] });
  });

  it('is reported at once, also while the server still holds the answer to the report before', async () => {
    const page = fakePage();
    const { first } = await setUp();
    page.is('hidden');
    await first.answer('reportAppState');
    page.is('visible');
    await turn();
    page.is('hidden');
    await turn();
    const reports = first.sent.filter(({ type }) => type === 'reportAppState');
    expect(reports.map(({ body }) => body['background'])).toEqual([true, false, true]);
  });

  it('is reported anew after a reconnect, which takes place in the foreground for the server', async () => {
    const { zim, first, connection } = await setUp();
    zim.setAppState('background');
    await first.answer('reportAppState');
    first.close(1006);
    const second = await connection(1);
    await second.answer('login', answerTo('bob'));
    expect((await second.answer('reportAppState')).body).toEqual({ background: true });
  });

  it('is what the app says, once it says something', async () => {
    const page = fakePage();
    const { zim, first } = await setUp();
    zim.setAppState('foreground');
    page.is('hidden');
    await turn();
    expect(typesOf(first)).not.toContain('reportAppState');
  });
});

describe('after a sleep', () => {
  it('a connection that is dead without knowing it is given up', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    try {
      const { zim, connections } = await vi.waitFor(setUp);
      zim.setAppState('background');
      zim.setAppState('foreground');
      await vi.advanceTimersByTimeAsync(5_100);
      await vi.advanceTimersByTimeAsync(10);
      expect(connections).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('a reconnect does not wait for its pause', async () => {
    const server = fakeServer();
    const zim = ZIM.create({
      appID: 'demo',
      server: 'ws://im.example',
      deviceID: 'd',
      webSocket: server.webSocket,
      reconnect: { firstMs: 60_000, maxMs: 60_000 },
    });
    const login = zim.login('bob', { token: 'token', isOfflineLogin: true });
    (await server.connection(0)).close(1006);
    await login;
    zim.setAppState('foreground'); // as it was: the network is back
    expect(bodyOf(await server.connection(1), 'login')).toBeUndefined();
  });
});

describe('what became of notifications', () => {
  it('is told with its age, and kept until it is', async () => {
    const { zim, first, connection, entries } = await setUp();
    const zpns = ZPNs.create(zim);
    zpns.handleNotificationClicked({ vendor: 'vivo', params: { messageID: 'm1' } });
    const { body } = await first.answer('reportNotifications');
    expect(body).toEqual({ reports: [{ messageID: 'm1', kind: 'clicked', agoMs: expect.any(Number) as number }] });
    await turn();
    expect(entries.get('bellhop.demo.reports')).toBeUndefined();
    first.close(1006);
    zpns.handleNotificationArrived({ vendor: 'xiaomi', extra: { messageID: 'm2' } });
    const ring = { kind: 'ring', callID: 'c', caller: 'alice', expireAt: 5 };
    zpns.handleThroughMessage({ vendor: 'fcm', data: { call: JSON.stringify(ring) } });
    zpns.handleNotificationClicked({ vendor: 'oppo', dataExtra: '{"payload":"of another sender"}' }); // nothing to tell
    await turn();
    expect(JSON.parse(entries.get('bellhop.demo.reports') ?? '')).toHaveLength(2);
    const second = await connection(1);
    await second.answer('login', answerTo('bob'));
    expect((await second.answer('reportNotifications')).body).toMatchObject({
      reports: [
        { messageID: 'm2', kind: 'arrived' },
        { messageID: 'c', kind: 'arrived' },
      ],
    });
  });

  it('is kept over a restart, the latest hundred, and given up when the server will never take it', async () => {
    const { storage, entries } = storageOf('sync');
    const before = ZIM.create({ appID: 'demo', server: 'ws://im.example', deviceID: 'd', storage });
    await turn();
    for (let number = 0; number < 105; number += 1) before.reportNotification(`m${number}`, 'clicked');
    await turn();
    const server = fakeServer();
    const zim = ZIM.create({
      appID: 'demo',
      server: 'ws://im.example',
      deviceID: 'd',
      storage,
      webSocket: server.webSocket,
    });
    const login = zim.login('bob', 'token');
    const connection = await server.connection(0);
    await connection.answer('login', answerTo('bob'));
    await login;
    const { body } = await connection.answer('reportNotifications', { code: 'UNKNOWN_TYPE', message: 'old' }, 'error');
    expect(body['reports']).toHaveLength(100);
    expect(body['reports']).toMatchObject({ 0: { messageID: 'm5' } });
    await turn();
    expect(entries.get('bellhop.demo.reports')).toBeUndefined();
  });
});
