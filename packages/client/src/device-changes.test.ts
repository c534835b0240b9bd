import { describe, expect, it } from 'vitest';
import { ZIMConversationType, ZIMMessageType, ZPNs, type WebSocketConstructor, type WebSocketLike } from './index.ts';
import { answerTo, bodyOf, start, storageOf, typesOf } from './testing/device-fixture.ts';
import { eventually, fakeServer, turn } from './testing/fake-server.ts';

describe.each(['sync', 'async'] as const)('a logout without a connection, storage %s', (kind) => {
  it('is kept over a restart of the app, and told without a token as soon as the server is there', async () => {
    const { storage } = storageOf(kind);
    const first = start(storage);
    const connection = await first.logIn('alice', 0, 'secret-1');
    connection.close(1006);
    await first.zim.logout();
    expect(first.zim.pendingDeviceChanges).toEqual({ logoutUserIDs: ['alice'] });
    expect(first.changes).toEqual(['kept {"logoutUserIDs":["alice"]}']);

    const second = start(storage);
    const own = await second.connection(0);
    own.close(1006); // not there yet
    const again = await second.connection(1);
    await again.answer('updateDevice');
    expect(bodyOf(again, 'updateDevice')).toEqual({
      app: 'demo',
      deviceID: second.zim.deviceID,
      deviceSecret: 'secret-1',
      logoutUserID: 'alice',
    });
    expect(typesOf(again)).toEqual(['updateDevice']);
    expect(second.zim.deviceID).toBe(first.zim.deviceID);
    await eventually(() => second.changes.length === 1);
    expect(second.changes).toEqual(['told {}']);

    const third = start(storage);
    await third.zim.logout();
    await turn();
    expect([third.connections.length, third.zim.pendingDeviceChanges]).toEqual([0, {}]);
  });

  it('is pointless once anybody has logged in on the device', async () => {
    const { storage } = storageOf(kind);
    const first = start(storage);
    (await first.logIn('alice', 0, 'secret-1')).close(1006);
    await first.zim.logout();
    const second = start(storage);
    const connection = await second.logIn('carl', 0);
    expect(bodyOf(connection, 'login')).toMatchObject({ deviceSecret: 'secret-1', deviceID: second.zim.deviceID });
    expect(second.changes).toEqual(['superseded {}']);
    expect(typesOf(connection)).toEqual(['login', 'sync']);
  });

  it('holds up no login when its connection neither opens nor ends, as one of React Native that was closed before it opened', async () => {
    const { storage } = storageOf(kind);
    const first = start(storage);
    (await first.logIn('alice', 0, 'secret-1')).close(1006);
    await first.zim.logout();
    const server = fakeServer();
    const silent = { readyState: 0, send: () => {}, close: () => {}, addEventListener: () => {} };
    let opened = 0;
    const webSocket = function (url: string): WebSocketLike {
      return (opened += 1) === 1 ? silent : new server.webSocket(url);
    } as unknown as WebSocketConstructor;
    const { zim } = start(storage, { webSocket });
    await eventually(() => opened === 1);
    const login = zim.login('carl', 'token');
    await (await server.connection(0)).answer('login', answerTo('carl'));
    expect(await login).toEqual({ userID: 'carl' });
  });

  it('is told although a login with an expired token came before', async () => {
    const { storage } = storageOf(kind);
    const first = start(storage);
    (await first.logIn('alice', 0, 'secret-1')).close(1006);
    await first.zim.logout();
    const second = start(storage);
    const login = second.zim.login('carl', 'old');
    login.catch(() => undefined);
    const refused = await second.connection(0);
    await eventually(() => bodyOf(refused, 'login'));
    refused.close(4001);
    await expect(login).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const own = await second.connection(1);
    await own.answer('updateDevice');
    await eventually(() => second.changes.includes('told {}'));
  });
});

describe('a logout', () => {
  it('of a login that was given up unanswered is told for both: who tried, and who was logged in before', async () => {
    const { storage } = storageOf('sync');
    const { zim, logIn, connection } = start(storage);
    (await logIn('alice', 0, 'secret-1')).close(4002);
    await eventually(() => zim.connectionState === 'disconnected');
    const login = zim.login('carl', 'token');
    login.catch(() => undefined);
    const trying = await connection(1);
    await eventually(() => bodyOf(trying, 'login'));
    await zim.logout();
    expect(zim.pendingDeviceChanges).toEqual({ logoutUserIDs: ['alice', 'carl'] });
    const own = await connection(2);
    for (const logoutUserID of ['alice', 'carl']) {
      expect((await own.answer('updateDevice')).body).toMatchObject({ deviceSecret: 'secret-1', logoutUserID });
    }
    await eventually(() => Object.keys(zim.pendingDeviceChanges).length === 0);
  });

  it('after the token has expired is told as well, also when the app was started anew', async () => {
    const { storage } = storageOf('sync');
    const first = start(storage);
    const connection = await first.logIn('alice', 0, 'secret-1');
    connection.close(4002);
    await eventually(() => first.zim.connectionState === 'disconnected');
    const second = start(storage);
    await second.zim.logout();
    const own = await second.connection(0);
    await own.answer('updateDevice');
    expect(bodyOf(own, 'updateDevice')).toMatchObject({ logoutUserID: 'alice' });
  });

  it('over a connection leaves nothing pending, nor one whose login has ended meanwhile', async () => {
    for (const [body, kind] of [
      [{}, 'ok'],
      [{ code: 'KICKED_OUT', message: 'elsewhere' }, 'error'],
    ] as const) {
      const { storage } = storageOf('sync');
      const { zim, logIn, changes, connections } = start(storage);
      const connection = await logIn('alice', 0, 'secret-1');
      const logout = zim.logout();
      await connection.answer('logout', body, kind);
      await logout;
      await zim.logout();
      await turn();
      expect([changes, zim.pendingDeviceChanges, connections.length]).toEqual([[], {}, 1]);
    }
  });

  it('behaves as ever with a server that issues no secret', async () => {
    const { zim, logIn, changes, connections } = start(undefined, { deviceID: 'd' });
    (await logIn('alice', 0)).close(1006);
    await zim.logout();
    await turn();
    expect([changes, zim.pendingDeviceChanges, connections.length]).toEqual([[], {}, 1]);
  });

  it('is dropped, and the app told, when the device cannot prove itself', async () => {
    const { storage } = storageOf('sync');
    const { zim, logIn, changes, connection } = start(storage);
    (await logIn('alice', 0, 'secret-1')).close(1006);
    await zim.logout();
    const own = await connection(1);
    await own.answer('updateDevice', { code: 'DEVICE_NOT_PROVEN', message: 'no', field: 'deviceSecret' }, 'error');
    await eventually(() => changes.length === 2);
    expect(changes[1]).toBe('refused {} DEVICE_NOT_PROVEN');
  });

  it('that is under way is answered before a login goes out, so that it cannot hit the new login', async () => {
    const { storage } = storageOf('sync');
    const { zim, logIn, connection } = start(storage);
    (await logIn('alice', 0, 'secret-1')).close(1006);
    await zim.logout();
    const own = await connection(1);
    await eventually(() => bodyOf(own, 'updateDevice'));
    const login = zim.login('alice', 'token');
    const next = await connection(2);
    await turn();
    await turn();
    expect(typesOf(next)).toEqual([]);
    await own.answer('updateDevice');
    await next.answer('login', answerTo('alice'));
    await login;
  });
});

describe('unregisterPush without a connection', () => {
  it('is told right after the login, before what waits to be sent, the sync and the app', async () => {
    const { storage } = storageOf('sync');
    const { zim, logIn, changes, connection } = start(storage);
    const zpns = ZPNs.create(zim);
    (await logIn('alice', 0, 'secret-1')).close(1006);
    await eventually(() => zim.connectionState === 'reconnecting');
    await zpns.unregisterPush();
    expect(zim.pendingDeviceChanges).toEqual({ unregisterPush: true });
    void zim.sendMessage({ type: ZIMMessageType.Text, message: 'x' }, 'bob', ZIMConversationType.Peer).catch(() => {});
    const second = await connection(1);
    await second.answer('login', answerTo('alice'));
    await turn();
    expect(typesOf(second)).toEqual(['login', 'unregisterPush']);
    await second.answer('unregisterPush', { unregistered: true });
    await eventually(() => typesOf(second).length === 4);
    expect(typesOf(second).sort()).toEqual(['login', 'send', 'sync', 'unregisterPush']);
    expect(changes).toEqual(['kept {"unregisterPush":true}', 'told {}']);
  });

  it('is told over its own connection when nobody is logged in, together with the logout', async () => {
    const { storage } = storageOf('sync');
    const { zim, logIn, connection } = start(storage);
    (await logIn('alice', 0, 'secret-1')).close(1006);
    await ZPNs.create(zim).unregisterPush();
    await zim.logout();
    expect(zim.pendingDeviceChanges).toEqual({ logoutUserIDs: ['alice'], unregisterPush: true });
    const own = await connection(1);
    await own.answer('updateDevice');
    expect(bodyOf(own, 'updateDevice')).toMatchObject({ logoutUserID: 'alice', unregisterPush: true });
    await eventually(() => Object.keys(zim.pendingDeviceChanges).length === 0);
  });

  it('is pointless once the device registers again', async () => {
    const { storage } = storageOf('sync');
    const { zim, logIn, changes, connection } = start(storage);
    const zpns = ZPNs.create(zim);
    (await logIn('alice', 0, 'secret-1')).close(1006);
    await eventually(() => zim.connectionState === 'reconnecting');
    await zpns.unregisterPush();
    await zpns.registerPush('fcm', 'vendor-token');
    const second = await connection(1);
    await second.answer('login', answerTo('alice'));
    await second.answer('registerPush', { pushID: 'p' });
    expect(typesOf(second)).not.toContain('unregisterPush');
    expect(changes).toEqual(['kept {"unregisterPush":true}', 'superseded {}']);
  });

  it('goes on with the login when the server cannot take it now, and is told later', async () => {
    const { storage } = storageOf('sync');
    const { zim, logIn, changes, connection } = start(storage);
    (await logIn('alice', 0, 'secret-1')).close(1006);
    await eventually(() => zim.connectionState === 'reconnecting');
    await ZPNs.create(zim).unregisterPush();
    const second = await connection(1);
    await second.answer('login', answerTo('alice'));
    await second.answer('unregisterPush', { code: 'UNAVAILABLE', message: 'away' }, 'error');
    await eventually(() => zim.connectionState === 'connected');
    await second.answer('unregisterPush', {});
    await eventually(() => changes.at(-1) === 'told {}');
  });
});
