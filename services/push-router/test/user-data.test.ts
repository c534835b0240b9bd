import { createClient, deviceService, userDataService } from '@bellhop/grpc';
import { openDatabase, type Database } from '@bellhop/postgres';
import { Secret } from '@bellhop/runtime';
import {
  freshDatabase,
  internalKey,
  testConfig,
  testContext,
  testKeyring,
  testServers,
  type FreshDatabase,
} from '@bellhop/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Tables } from '../src/db/database.ts';
import { startPushRouter, type RunningPushRouter } from '../src/service.ts';

const context = testContext();
let database: FreshDatabase;
let router: RunningPushRouter;
let db: Database<Tables>;

const config = () => ({ address: router.grpcAddress, key: internalKey, deadlineMs: 5_000 });
const devices = () => createClient(deviceService, config());
const erase = (userId: string, app = 'demo') => createClient(userDataService, config()).eraseUserData({ app, userId });
const bind = (deviceId: string, userId: string, deviceSecret = '', app = 'demo') =>
  devices().bindDevice({ app, deviceId, userId, deviceSecret });
const register = (deviceId: string, userId: string, app = 'demo') =>
  devices().registerDevice({ app, deviceId, userId, token: `token of ${deviceId}`, vendor: 'VENDOR_XIAOMI' });
const left = async (): Promise<string[]> =>
  (await db.kysely.selectFrom('push_router.device').select('device_id').orderBy('device_id').execute()).map(
    ({ device_id: id }) => id,
  );

beforeAll(async () => {
  database = await freshDatabase(testServers().databaseUrl);
  router = await startPushRouter(
    {
      common: testConfig(),
      messageStoreAddress: '127.0.0.1:1',
      database: { url: new Secret(database.url), poolSize: 4 },
      grpcPort: 0,
      keyring: testKeyring,
    },
    context,
  );
  db = openDatabase<Tables>({ url: database.url, poolSize: 1, log: context.log });
});
afterAll(async () => {
  await router.close();
  await db.close();
  await database.drop();
  expect(context.fatal).toEqual([]);
});

it("erases a user's devices, also those they have logged out of, and nobody else's", async () => {
  const { loginNumber } = await bind('in', 'ann');
  await register('in', 'ann');
  await bind('out', 'ann');
  await register('out', 'ann');
  await devices().unbindDevice({ app: 'demo', deviceId: 'out', userId: 'ann' });
  // Handed on: it is ben's now.
  const { deviceSecret } = await bind('handed-on', 'ann');
  await register('handed-on', 'ann');
  await bind('handed-on', 'ben', deviceSecret);
  await bind('other-app', 'ann', '', 'other');
  // From before devices had owners.
  await bind('old', 'ann');
  await sql`update push_router.device set owner_user_id = null, secret_sha256 = null where device_id = 'old'`.execute(
    db.kysely,
  );

  await sql`insert into push_router.user_setting (app, user_id, user_name) values ('demo', 'ann', 'Ann'), ('demo', 'ben', 'Ben')`.execute(
    db.kysely,
  );
  await sql`insert into push_router.user_badge (app, user_id, badge) values ('demo', 'ann', 3)`.execute(db.kysely);

  await sql`insert into push_router.push_count values ('demo', 'ann', 1, 1, '{}')`.execute(db.kysely);

  const erased = await erase('ann');
  const { rows } = await sql`
    select user_id from push_router.user_setting union all select user_id from push_router.user_badge
    union all select user_id from push_router.push_count union all select user_id from push_router.fold`.execute(
    db.kysely,
  );
  expect(rows).toEqual([{ user_id: 'ben' }]);
  expect(erased).toMatchObject({ done: true, erased: { devices: 3 } });
  expect(erased.endedDeviceIds.toSorted()).toEqual(['in', 'old']);
  expect(erased.loginNumber).toBeGreaterThan(loginNumber);
  expect(await left()).toEqual(['handed-on', 'other-app']);
  expect(await erase('ann')).toMatchObject({ done: true, erased: { devices: 0 }, endedDeviceIds: [] });

  // A registration that was under way does not bring the device back, and a later login begins anew.
  expect((await register('in', 'ann')).pushId).toBe('');
  const again = await bind('in', 'ann');
  expect(again.loginNumber).toBeGreaterThan(erased.loginNumber);
  expect(again.deviceSecret).not.toBe('');
});

it('erases hundreds of devices in several calls', async () => {
  await sql`
    insert into push_router.device (app, device_id, push_id, platform, owner_user_id)
    select 'demo', 'many-' || n, 'push-many-' || n, 'android', 'many' from generate_series(1, 1100) n`.execute(
    db.kysely,
  );
  const parts = [await erase('many'), await erase('many'), await erase('many')];
  expect(parts.map(({ done, erased }) => [done, erased?.devices])).toEqual([
    [false, 500],
    [false, 500],
    [true, 100],
  ]);
});

it('names the field that does not fit', async () => {
  await expect(erase('')).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', field: 'userID' });
});
