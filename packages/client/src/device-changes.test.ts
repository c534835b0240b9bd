import { describe, expect, it } from 'vitest';
import { eventually, fakeServer, turn, type FakeConnection } from './testing/fake-server.ts';
import { ZIM, ZIMConversationType, ZIMMessageType, ZPNs, type KeyValueStorage, type ZIMAppConfig } from './index.ts';

const answerTo = (userID: string, deviceSecret?: string) => ({
  userID,
  heartbeatIntervalMs: 10_000,
  silenceTimeoutMs: 30_000,
  ...(deviceSecret === undefined ? {} : { deviceSecret }),
});

/** A storage that survives the app, at once or by promises as React Native's. */
function storageOf(kind: 'sync' | 'async') {
  const entries = new Map<string, string>();
  const answer = <T>(value: T) => (kind === 'sync' ? value : Promise.resolve(value));
  const storage: KeyValueStorage = {
    getItem: (key) => answer(entries.get(key) ?? null),
    setItem: (key, value) => answer(void entries.set(key, value)),
    removeItem: (key) => answer(void entries.delete(key)),
  };
  return { entries, storage };
}

/** The app as it is started: a new SDK on what is stored. */
function start(storage: KeyValueStorage | undefined, over: Partial<ZIMAppConfig> = {}) {
  const server = fakeServer();
  const zim = ZIM.create({
    appID: 'demo',
    server: 'ws://im.example',
    webSocket: server.webSocket,
    reconnect: { firstMs: 1, maxMs: 5 },
    ...(storage === undefined ? {} : { storage }),
    ...over,
  });
  const changes: string[] = [];
  zim.on('pendingDeviceChangesUpdated', ({ reason, pendingDeviceChanges, error }) =>
    changes.push(
      [reason, JSON.stringify(pendingDeviceChanges), error?.code].filter((it) => it !== undefined).join(' '),
    ),
  );
  const logIn = async (user: string, index: number, deviceSecret?: string): Promise<FakeConnection> => {
    const login = zim.login(user, 'token');
    const connection = await server.connection(index);
    await connection.answer('login', answerTo(user, deviceSecret));
    await login;
    return connection;
  };
  return { ...server, zim, changes, logIn };
}

const bodyOf = ({ sent }: FakeConnection, type: string) => sent.find((frame) => frame.type === type)?.body;
const typesOf = ({ sent }: FakeConnection) => sent.map(({ type }) => type);

describe.each(['sync', 'async'] as const)('a logout without a connection, storage %s', (kind) => {
  it('is kept over a restart of the app, and told without a token as soon as the server is there', async () => {
    const { storage } = storageOf(kind);
    const first = start(storage);
    const connection = await first.logIn('alice', 0, 'secret-1');
    connection.close(1006);
    await first.zim.logout();
    expect(first.zim.pendingDeviceChanges).toEqual({ logoutUserID: 'alice' });
    expect(first.changes).toEqual(['kept {"logoutUserID":"alice"}']);

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
    expect(zim.pendingDeviceChanges).toEqual({ logoutUserID: 'alice', unregisterPush: true });
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

describe('the device secret', () => {
  it('is stored when the server issues it and sent with every login from then on', async () => {
    const { storage } = storageOf('async');
    const first = start(storage);
    const connection = await first.logIn('alice', 0, 'secret-1');
    expect(bodyOf(connection, 'login')).not.toHaveProperty('deviceSecret');
    connection.close(1006);
    const again = await first.connection(1);
    await again.answer('login', answerTo('alice', 'secret-2'));
    expect(bodyOf(again, 'login')).toMatchObject({ deviceSecret: 'secret-1', resume: true });
    const second = start(storage);
    expect(bodyOf(await second.logIn('alice', 0), 'login')).toMatchObject({ deviceSecret: 'secret-2' });
  });

  it('of an app with several device ids is kept for each', async () => {
    const { storage } = storageOf('sync');
    await start(storage, { deviceID: 'phone' }).logIn('alice', 0, 'secret-p');
    await start(storage, { deviceID: 'tablet' }).logIn('alice', 0, 'secret-t');
    const phone = await start(storage, { deviceID: 'phone' }).logIn('alice', 0);
    expect(bodyOf(phone, 'login')).toMatchObject({ deviceID: 'phone', deviceSecret: 'secret-p' });
  });

  it('is left out for a server of an earlier version, which refuses it by name', async () => {
    const { storage } = storageOf('sync');
    await start(storage, { deviceID: 'd' }).logIn('alice', 0, 'secret-1');
    const { zim, connection } = start(storage, { deviceID: 'd' });
    const login = zim.login('alice', 'token');
    const first = await connection(0);
    await first.answer('login', { code: 'INVALID_ARGUMENT', message: 'unknown', field: 'deviceSecret' }, 'error');
    first.close(4000);
    const second = await connection(1);
    await second.answer('login', answerTo('alice'));
    await login;
    expect(bodyOf(second, 'login')).not.toHaveProperty('deviceSecret');
  });
});

describe('a device id that belongs to somebody else', () => {
  const taken = { code: 'DEVICE_TAKEN', message: 'the device belongs to another user', field: 'deviceID' };

  it('is replaced by a new one, once, which is kept', async () => {
    const { storage } = storageOf('sync');
    await start(storage).logIn('alice', 0, 'secret-1');
    const { zim, connection, connections } = start(storage);
    const old = zim.deviceID;
    const login = zim.login('carl', 'token');
    const first = await connection(0);
    await first.answer('login', taken, 'error');
    first.close(4001);
    const second = await connection(1);
    await second.answer('login', answerTo('carl', 'secret-2'));
    await login;
    expect(zim.deviceID).not.toBe(old);
    expect(bodyOf(second, 'login')).toMatchObject({ deviceID: zim.deviceID });
    expect(bodyOf(second, 'login')).not.toHaveProperty('deviceSecret');
    expect(connections).toHaveLength(2);
    const later = start(storage);
    expect(later.zim.deviceID).toBe(zim.deviceID);
    expect(bodyOf(await later.logIn('carl', 0), 'login')).toMatchObject({ deviceSecret: 'secret-2' });
  });

  it('is told the app when it fixed the id, or when a new id does not help', async () => {
    for (const [over, logins] of [
      [{ deviceID: 'fixed' }, 1],
      [{}, 2],
    ] as const) {
      const { zim, connection, connections } = start(storageOf('sync').storage, over);
      const login = zim.login('carl', 'token');
      login.catch(() => undefined);
      for (let index = 0; index < logins; index += 1) {
        const one = await connection(index);
        await one.answer('login', taken, 'error');
        one.close(4001);
      }
      const message = (logins === 1 ? expect.stringContaining('give another one') : taken.message) as string;
      await expect(login).rejects.toMatchObject({ code: 'DEVICE_TAKEN', field: 'deviceID', message });
      await turn();
      expect(connections).toHaveLength(logins);
    }
  });
});

describe('a storage that fails', () => {
  it('costs what it was to keep and nothing else', async () => {
    const storage: KeyValueStorage = {
      getItem: () => {
        throw new Error('forbidden');
      },
      setItem: () => Promise.reject(new Error('full')),
    };
    const { zim, logIn, connection } = start(storage);
    const errors: unknown[] = [];
    zim.on('error', (error) => errors.push(error));
    expect(zim.deviceID).toMatch(/^[\w-]{32,36}$/);
    (await logIn('alice', 0, 'secret-1')).close(1006);
    await zim.logout();
    await (await connection(1)).answer('updateDevice');
    expect(errors[0]).toMatchObject({ name: 'ZIMError', code: 'STORAGE_FAILED' });
  });
});
