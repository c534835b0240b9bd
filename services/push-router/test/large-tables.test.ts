import { silentLogger } from '@bellhop/runtime';
import {
  freshDatabase,
  keepPlans,
  leaveToTest,
  pagesRead,
  planAnew,
  planOrigins,
  testServers,
  type FreshDatabase,
} from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressedDevices } from '../src/db/addressed-devices.ts';
import { appStore } from '../src/db/app-store.ts';
import { countedSoFar } from '../src/db/counted-so-far.ts';
import { counterStore } from '../src/db/counter-store.ts';
import { openRouterDatabase, type RouterDatabase } from '../src/db/database.ts';
import { deviceStore } from '../src/db/device-store.ts';
import { foldStore } from '../src/db/fold-store.ts';
import { replacedPushes } from '../src/db/replaced-pushes.ts';
import { userSettingsStore } from '../src/db/user-settings-store.ts';

// What statements cost when tables have grown, in pages: with plans that were made when the tables were empty, and with those that Postgres makes from what
// `analyze` tells it.

const USERS = 30_000;
const app = 'demo';
const nowMs = Date.now();
const minute = Math.floor(nowMs / 60_000);

let fresh: FreshDatabase;
let db: RouterDatabase;
let ids = 0;

beforeAll(async () => {
  fresh = await freshDatabase(testServers().databaseUrl);
  db = await openRouterDatabase({ url: fresh.url, poolSize: 1, log: silentLogger() });
  await leaveToTest(db, 'push_router');
  await keepPlans(Object.values(statements));
  await fill();
}, 120_000);

afterAll(async () => {
  await db.close();
  await fresh.drop();
});

const users = Array.from({ length: 20 }, (_, index) => ({ app, userId: `u${index * 997}` }));
const pushIds = users.map(({ userId }) => `push-${userId}`);
/** Pushes with a collapse key: the oldest of a user, which newer ones have replaced, or the newest. Each is looked for in two ways, so they are half as many. */
const collapsed = users.slice(0, 10).map(({ userId }, index) => ({
  ...{ app, userId, collapseKey: 'k', pushId: `push-${userId}` },
  id: `${userId}-${index % 2 === 0 ? 0 : 2}`,
}));
const keys = users.map((user) => ({ ...user, conversationId: 'c' }));

/** Statements of every batch, for twenty users each. */
const statements: Record<string, () => Promise<unknown>> = {
  'devices of users': () => deviceStore(db).boundTo(users),
  'devices whose logins were ended': () =>
    deviceStore(db).endedBetween(users.map((user) => ({ ...user, sinceMs: nowMs - 60_000, untilMs: nowMs }))),
  'devices as they are now': () => deviceStore(db).current(pushIds, 'fcm'),
  'devices by PushID': () => addressedDevices(db)(pushIds.map((pushId) => ({ app, pushId }))),
  'pushes that newer ones have replaced': () => replacedPushes(db)(collapsed),
  'settings of users': () => userSettingsStore(db).of(users),
  'bursts of conversations': () => foldStore(db).read(keys),
  'raising badges': () =>
    counterStore(db).raise(users.map((user) => ({ ...user, id: `m${(ids += 1)}`, increment: 1 }))),
  'badges as they would be': () =>
    countedSoFar(db).counters.raise(users.map((user) => ({ ...user, id: 'm', increment: 1 }))),
  'counting pushes': () =>
    counterStore(db).admit(users.map((user) => ({ ...user, id: `m${(ids += 1)}`, minute, cap: 3 }))),
  'pushes as they would be counted': () =>
    countedSoFar(db).counters.admit(users.map((user) => ({ ...user, id: 'm', minute, cap: 3 }))),
  'the profile of an app whose users set nothing': () => appStore(db, Date.now).profiles.anew(['quiet']),
};

async function fill(): Promise<void> {
  const sql = (text: string): Promise<unknown> => db.prepared('', text, []);
  const all = `from generate_series(0, ${USERS - 1}) i on conflict do nothing`;
  await sql(`insert into push_router.app (app, name, package_name, api_key_sha256, sealed_client_token_secret, limits, version)
    select app, app, app, '', '', '{}', 1 from unnest(array['${app}', 'quiet']) app`);
  await sql(`insert into push_router.device (app, device_id, push_id, vendor, token, platform, registered_at, user_id, bound_at)
    select '${app}', 'd' || i, 'push-u' || i, 'fcm', 't', 'Android', now(), 'u' || i, now() ${all}`);
  await sql(`insert into push_router.device (app, device_id, push_id, vendor, token, platform, registered_at, owner_user_id, ended_at)
    select '${app}', 'e' || i, 'push-e' || i, 'fcm', 't', 'Android', now(), 'u' || i, now() ${all}`);
  await sql(`insert into push_router.user_setting (app, user_id) select '${app}', 'u' || i ${all}`);
  await sql(`insert into push_router.user_badge (app, user_id, badge) select '${app}', 'u' || i, 1 ${all}`);
  await sql(`insert into push_router.fold (app, user_id, conversation_id, version, window_ends_at, held, state)
    select '${app}', 'u' || i, 'c', 1, ${nowMs} + i % 3, (i % 3) / 2, '{"windowEndsAtMs":1,"held":[],"told":[]}' ${all}`);
  // Three with one collapse key for each user, one of them by the PushID.
  await sql(`insert into push_router.direct_push (app, id, digest, state, content, target_count, accepted_at, due_at)
    select '${app}', 'u' || i || '-' || n, '', 'sent', '{}', 1, n, ${nowMs} + n from generate_series(0, 2) n cross join generate_series(0, ${USERS - 1}) i`);
  await sql(`insert into push_router.direct_push_target (app, id, place, user_id, push_id, accepted, outcome, collapse_key, due_at, accepted_at)
    select '${app}', 'u' || i || '-' || n, 1, case when n < 2 then 'u' || i end, case when n = 2 then 'push-u' || i end, '{}',
           jsonb_build_object('devices', jsonb_build_array(jsonb_build_object('pushId', 'push-u' || i, 'verdict', 'PUSH_VERDICT_PUSHED'))), 'k', ${nowMs} + n, n
      from generate_series(0, 2) n cross join generate_series(0, ${USERS - 1}) i`);
  await sql(`insert into push_router.push_count (app, user_id, minute, cap, admitted)
    select '${app}', 'u' || i, ${minute} - i % 3, 3, '{}' ${all}`);
}

describe.each(planOrigins)('with plans %s', (origin) => {
  beforeAll(async () => {
    if (origin === 'of tables that are known') await planAnew(db, Object.values(statements));
  }, 60_000);

  it.each(Object.entries(statements))('%s: a few pages for each', async (_, run) => {
    const pages = await pagesRead(db, 'push_router', run);
    expect(pages).toBeGreaterThan(0);
    expect(pages).toBeLessThan(200);
  });
});

describe('what is over', () => {
  it('is forgotten, and nothing else, however much there is', async () => {
    await foldStore(db).forgetIdle(nowMs + 2);
    await counterStore(db).forgetBefore(minute - 1);
    const left = await db.prepared(
      '',
      `select (select count(*)::int from push_router.fold where held = 0) as idle, (select count(*)::int from push_router.fold where held > 0) as held,
              (select count(*)::int from push_router.push_count where minute < ${minute - 1}) as old,
              (select count(*)::int from push_router.push_count where minute >= ${minute - 1}) >= ${(USERS / 3) * 2} as has_newer`,
      [],
    );
    expect(left).toEqual([{ idle: 0, held: USERS / 3, old: 0, has_newer: true }]);
  });
});
