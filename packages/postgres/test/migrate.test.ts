import { silentLogger } from '@bellhop/runtime';
import { freshDatabase, testServers } from '@bellhop/testkit';
import { sql, type Kysely } from 'kysely';
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

it('ends each migration before the next one begins: what it has locked is free by then', async () => {
  const fresh = await freshDatabase(testServers().databaseUrl);
  const [one, other] = [
    openDatabase<unknown>({ url: fresh.url, poolSize: 2, log }),
    openDatabase<unknown>({ url: fresh.url, poolSize: 2, log }),
  ];
  try {
    const first = {
      up: async (db: Kysely<unknown>) => void (await sql`create table service.thing (id int)`.execute(db)),
    };
    const second = { up: async () => void (await sql`select from service.thing`.execute(other.kysely)) };
    const zero = { up: () => Promise.resolve() };
    expect(await migrate(one.kysely, 'service', { a: zero, b: zero }, log)).toEqual(['a', 'b']); // at once: the schema is new
    const all = { a: zero, b: zero, first, second };
    expect(await migrate(one.kysely, 'service', all, log)).toEqual(['first', 'second']);
    expect(await migrate(one.kysely, 'service', all, log)).toEqual([]);
  } finally {
    await Promise.all([one.close(), other.close()]);
    await fresh.drop();
  }
});
