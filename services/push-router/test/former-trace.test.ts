import { silentLogger } from '@bellhop/runtime';
import { freshDatabase, testServers, type FreshDatabase } from '@bellhop/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dropFormerTrace, openRouterDatabase, type RouterDatabase } from '../src/db/database.ts';

let database: FreshDatabase;
let db: RouterDatabase;

beforeAll(async () => {
  database = await freshDatabase(testServers().databaseUrl);
  db = await openRouterDatabase({ url: database.url, poolSize: 2, log: silentLogger() });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

describe('the trace of an earlier version', () => {
  const isThere = async () =>
    (await sql<{ found: boolean }>`select to_regclass('push_router.trace') is not null as found`.execute(db.kysely))
      .rows[0]?.found;

  it('stays while a replica of that version writes to it, and goes an hour later', async () => {
    const now = Date.now();
    await sql`insert into push_router.trace values (${now - 60_000}, 'demo', 'm', 's', 'task', 0, '', '', '', '', '', '{}')`.execute(
      db.kysely,
    );
    await dropFormerTrace(db, now);
    expect(await isThere()).toBe(true);
    await Promise.all([1, 2, 3].map(() => dropFormerTrace(db, now + 3_600_000))); // replicas
    expect(await isThere()).toBe(false);
    await dropFormerTrace(db, now + 3_600_000);
  });
});
