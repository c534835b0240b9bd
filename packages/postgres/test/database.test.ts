import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { silentLogger, Unavailable } from '@bellhop/runtime';
import { testServers } from '@bellhop/testkit';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
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

it('gives up such a connection whoever asked, in a transaction, too', async () => {
  const silence = sql`select pg_sleep(30)`;
  await expect(silence.execute(db.kysely)).rejects.toBeInstanceOf(Unavailable);
  await expect(db.kysely.transaction().execute((within) => silence.execute(within))).rejects.toBeInstanceOf(
    Unavailable,
  );
  expect((await sql`select 1 as one`.execute(db.kysely)).rows).toEqual([{ one: 1 }]);
});

it('asks nothing more on such a connection: that would wait for as long again, with all that the transaction holds', async () => {
  const asked = vi.spyOn(pg.Client.prototype, 'query');
  onTestFinished(() => asked.mockRestore());
  const work = db.transaction(({ prepared }) => prepared('silence', 'select pg_sleep(30)', []), {
    lockWithinMs: 1_000,
    idleWithinMs: 5_000,
  });
  await expect(work).rejects.toBeInstanceOf(Unavailable);
  const texts = asked.mock.calls.map(([query]) => (query as unknown as pg.QueryConfig).text);
  expect(texts).toContain('select pg_sleep(30)');
  expect(texts).not.toContain('rollback');
  expect(await db.prepared('one', 'select 1 as one', [])).toEqual([{ one: 1 }]);
});

it('rolls back what fails otherwise, keeps the connection, and takes no bug for a Postgres that is away', async () => {
  const bounds = { lockWithinMs: 1_000, idleWithinMs: 5_000 };
  const pid = (await db.prepared<{ pid: number }>('pid', 'select pg_backend_pid() as pid', []))[0]?.pid;
  const refused = db.transaction(({ prepared }) => prepared('refused', `select 'x'::int`, []), bounds);
  await expect(refused).rejects.toMatchObject({ code: '22P02' });
  const bugs = [
    new TypeError("Cannot read properties of undefined (reading 'timeoutSeconds')"),
    Object.assign(new TypeError('not a string'), { code: 'ERR_INVALID_ARG_TYPE' }),
  ];
  for (const bug of bugs) await expect(db.transaction(() => Promise.reject(bug), bounds)).rejects.toBe(bug);
  expect(await db.prepared('pid', 'select pg_backend_pid() as pid', [])).toEqual([{ pid }]);
});

it('waits for as long as it takes where it is asked to', async () => {
  const { rows } = await sql`select pg_sleep(0.5)::text as slept`.execute(db.patient);
  expect(rows).toEqual([{ slept: '' }]);
});

it('gives up a connection whose other end takes the login and answers nothing then', async () => {
  const url = new URL(testServers().databaseUrl);
  const address = { host: url.hostname, port: Number(url.port || 5432) };
  let isSilent = true;
  const between = createServer((socket) => {
    const postgres = connect(address);
    socket.on('data', (data) => {
      if (!isSilent || !data.includes('pg_backend_pid')) postgres.write(data);
    });
    postgres.pipe(socket);
    for (const end of [socket, postgres]) end.on('error', () => undefined);
    socket.on('close', () => postgres.destroy());
  }).listen(0, '127.0.0.1');
  await once(between, 'listening');
  onTestFinished(() => void between.close());
  url.host = `127.0.0.1:${(between.address() as AddressInfo).port}`;
  const behind = openDatabase({ url: url.href, poolSize: 1, answerWithinMs: 200, log: silentLogger() });
  onTestFinished(() => behind.close());
  await expect(behind.prepared('one', 'select 1 as one', [])).rejects.toBeInstanceOf(Unavailable);
  isSilent = false;
  expect(await behind.prepared('one', 'select 1 as one', [])).toEqual([{ one: 1 }]);
});
