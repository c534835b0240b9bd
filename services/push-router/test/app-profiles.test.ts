import { silentLogger } from '@bellhop/runtime';
import { freshDatabase, testServers, type FreshDatabase } from '@bellhop/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { appStore } from '../src/db/app-store.ts';
import { openRouterDatabase, type RouterDatabase } from '../src/db/database.ts';

const APPS = 10_002; // more than are remembered

let fresh: FreshDatabase;
let db: RouterDatabase;
beforeAll(async () => {
  fresh = await freshDatabase(testServers().databaseUrl);
  db = await openRouterDatabase({ url: fresh.url, poolSize: 1, log: silentLogger() });
  await sql`
    insert into push_router.app (app, name, package_name, api_key_sha256, sealed_client_token_secret, limits, version)
    select 'app-' || n, '', '', '', '', '{}', 1 from generate_series(1, ${APPS}) n`.execute(db.kysely);
});
afterAll(async () => {
  await db.close();
  await fresh.drop();
});

it('knows the apps that it is asked about, also when it forgets those that it remembered', async () => {
  const { profiles } = appStore(db, () => 0);
  const names = Array.from({ length: APPS }, (_, index) => `app-${index + 1}`);
  await profiles.of(names.slice(0, -1));
  const asked = ['app-1', `app-${APPS}`];
  expect([...(await profiles.of(asked)).keys()].toSorted()).toEqual(asked.toSorted());
  expect([...(await profiles.of(['app-1', 'no-such-app'])).keys()]).toEqual(['app-1']);
});
