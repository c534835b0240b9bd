import { silentLogger, Unavailable } from '@bellhop/runtime';
import { testServers, until } from '@bellhop/testkit';
import { sql } from 'kysely';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { openDatabase, type Database, type Statements } from '../src/index.ts';

let db: Database<unknown>;
let operator: Database<unknown>;
beforeEach(() => {
  const config = { url: testServers().databaseUrl, poolSize: 1, log: silentLogger() };
  db = openDatabase(config);
  operator = openDatabase(config);
  onTestFinished(() => Promise.all([db.close(), operator.close()]).then(() => undefined));
});

const pidOf = async ({ prepared }: Statements): Promise<number> => {
  const [row] = await prepared<{ pid: number }>('pid', 'select pg_backend_pid() as pid', []);
  return row?.pid ?? 0;
};

/** As Postgres does it with all connections when it restarts; waits until it is done. */
const end = async (pid: number): Promise<void> => {
  await operator.prepared('end', 'select pg_terminate_backend($1, 5000)', [pid]);
};

// An error that nobody listens to ends the process; here it fails the run.
it('lives on when a connection breaks between two statements of a transaction', async () => {
  const work = db.transaction(
    async (statements) => {
      await end(await pidOf(statements));
      await statements.prepared('one', 'select 1 as one', []);
    },
    { lockWithinMs: 1_000, idleWithinMs: 5_000 },
  );
  await expect(work).rejects.toBeInstanceOf(Unavailable);
  expect(await db.prepared('one', 'select 1 as one', [])).toEqual([{ one: 1 }]);
});

it('lives on when a connection breaks under a statement', async () => {
  const pid = await pidOf(db);
  const ended = expect(sql`select pg_sleep(30)`.execute(db.kysely)).rejects.toBeInstanceOf(Unavailable);
  const sleeping = `select from pg_stat_activity where pid = $1 and wait_event = 'PgSleep'`;
  await until(async () => (await operator.prepared('sleeping', sleeping, [pid])).length > 0, { message: 'the sleep' });
  await end(pid);
  await ended;
  expect(await db.prepared('one', 'select 1 as one', [])).toEqual([{ one: 1 }]);
});
