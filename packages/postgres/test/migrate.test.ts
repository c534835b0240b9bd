import { silentLogger } from '@bellhop/runtime';
import { freshDatabase, testServers } from '@bellhop/testkit';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { migrate, openDatabase } from '../src/index.ts';

const log = silentLogger();

it('brings a schema up to date while another service makes and drops tables', async () => {
  const fresh = await freshDatabase(testServers().databaseUrl);
  const [one, other] = [1, 2].map(() => openDatabase<unknown>({ url: fresh.url, poolSize: 2, log })) as [
    ReturnType<typeof openDatabase<unknown>>,
    ReturnType<typeof openDatabase<unknown>>,
  ];
  let isMigrating = true;
  let dropped = 0;
  const makeAndDrop = async (): Promise<void> => {
    for (; isMigrating; dropped += 1) {
      await sql`create table if not exists passing (id int)`.execute(other.kysely);
      await sql`drop table passing`.execute(other.kysely);
    }
  };
  const passing = makeAndDrop();
  try {
    for (let round = 1; round <= 10; round += 1) {
      const schema = `service_${round}`;
      const first = {
        up: () => sql`create table ${sql.id(schema, 'thing')} (id int)`.execute(one.kysely).then(() => {}),
      };
      await migrate(one.kysely, schema, { first }, log);
      await sql`select from ${sql.id(schema, 'thing')}`.execute(one.kysely);
    }
  } finally {
    isMigrating = false;
    await passing;
    await Promise.all([one.close(), other.close()]);
    await fresh.drop();
  }
  expect(dropped).toBeGreaterThan(0);
});
