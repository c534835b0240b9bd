import { silentLogger, Unavailable } from '@bellhop/runtime';
import { testServers } from '@bellhop/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type Database } from '../src/index.ts';

let db: Database<unknown>;
beforeAll(() => {
  db = openDatabase({ url: testServers().databaseUrl, poolSize: 1, answerWithinMs: 200, log: silentLogger() });
});
afterAll(() => db.close());

it('gives up a connection on which nothing is answered, and goes on with another one', async () => {
  await expect(db.prepared('silence', 'select pg_sleep(30)', [])).rejects.toBeInstanceOf(Unavailable);
  expect(await db.prepared('one', 'select 1 as one', [])).toEqual([{ one: 1 }]);
});
