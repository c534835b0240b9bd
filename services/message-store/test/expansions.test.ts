import { silentLogger } from '@bellhop/runtime';
import { freshDatabase, testServers, type FreshDatabase } from '@bellhop/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStoreDatabase, type StoreDatabase } from '../src/db/database.ts';
import { expansionStore } from '../src/db/expansion-store.ts';

let fresh: FreshDatabase;
let db: StoreDatabase;

beforeAll(async () => {
  fresh = await freshDatabase(testServers().databaseUrl);
  db = await openStoreDatabase({ url: fresh.url, poolSize: 2, log: silentLogger() });
});
afterAll(async () => {
  await db.close();
  await fresh.drop();
});

it('a message that waits beside its own retry is known as far as both have come, and never goes back', async () => {
  const expansions = expansionStore(db);
  const [first, other] = [
    { app: 'demo', messageId: 'first' },
    { app: 'demo', messageId: 'other' },
  ];
  await expansions.save(
    [
      { ...first, after: 'user-2', recipients: 2 },
      { ...other, after: 'user-5', recipients: 5 },
      { ...first, after: 'user-1', recipients: 1 },
    ],
    1,
  );
  expect(await expansions.of([first, other])).toEqual([
    { after: 'user-1', recipients: 1 },
    { after: 'user-5', recipients: 5 },
  ]);
  await expansions.save([{ ...other, after: 'user-4', recipients: 4 }], 2);
  expect(await expansions.of([other])).toEqual([{ after: 'user-5', recipients: 5 }]);
});
