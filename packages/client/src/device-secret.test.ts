import { describe, expect, it } from 'vitest';
import { ZPNs, type KeyValueStorage } from './index.ts';
import { answerTo, bodyOf, start, storageOf } from './testing/device-fixture.ts';
import { eventually, turn } from './testing/fake-server.ts';

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

it('a token of somebody else binds the device to them: they are logged out again', async () => {
  const { zim, connection, changes } = start(storageOf('sync').storage);
  const login = zim.login('alice', 'token of bob');
  login.catch(() => undefined);
  await (await connection(0)).answer('login', answerTo('bob', 'secret-b'));
  await expect(login).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  const { body } = await (await connection(1)).answer('updateDevice');
  expect(body).toMatchObject({ deviceID: zim.deviceID, deviceSecret: 'secret-b', logoutUserID: 'bob' });
  await turn();
  expect([zim.connectionState, zim.pendingDeviceChanges, changes]).toEqual(['disconnected', {}, ['told {}']]);
});

it('a token of somebody else brings the app no news of theirs', async () => {
  const { zim, logIn, connection } = start(undefined);
  const groups: string[] = [];
  zim.on('groupInfoUpdated', ({ groupName }) => groups.push(groupName));
  const news = (name: string) => ({ groupID: 'g', change: 'info', name, userIDs: [], userCount: 0, at: 1 });
  const first = await logIn('alice', 0, 'secret');
  first.event('groupChanged', news('of alice'));
  first.close(1006);
  await ZPNs.create(zim).unregisterPush(); // told after the next login, before anything else
  const second = await connection(1);
  await second.answer('login', answerTo('bob'));
  second.event('groupChanged', news('of bob'));
  await second.answer('unregisterPush', { unregistered: true });
  await eventually(() => zim.connectionState === 'disconnected');
  expect(groups).toEqual(['of alice']);
});
