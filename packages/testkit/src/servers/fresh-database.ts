import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface FreshDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/** A migrated database to copy from, made by whoever needs it first. */
export interface Template {
  /** Names the migrations too, where the server outlives the run: a template that exists is not migrated again. */
  readonly name: string;
  /** Closes its connections before it resolves: Postgres copies no database that is in use. */
  readonly migrate: (url: string) => Promise<unknown>;
}

/** A database of its own for one test file, on the server of `serverUrl`: empty, or a copy of the template. */
export async function freshDatabase(serverUrl: string, template?: Template): Promise<FreshDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, async (client) => {
    const source = template ? await ensureTemplate(client, serverUrl, template) : 'template1';
    await client.query(`create database ${name} template ${source}`);
  });
  const drop = (): Promise<unknown> =>
    onServer(serverUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
  return { url: urlOf(serverUrl, name), drop: async () => void (await drop()) };
}

/** Several workers come at once: the first migrates, the others wait. Renamed when done, so a half-made one is never copied. */
async function ensureTemplate(client: pg.Client, serverUrl: string, { name, migrate }: Template): Promise<string> {
  const finished = pg.escapeIdentifier(`template_${name}`);
  const unfinished = pg.escapeIdentifier(`unfinished_${name}`);
  await client.query('select pg_advisory_lock(hashtext($1))', [finished]);
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [`template_${name}`]);
    if (found.rowCount === 0) {
      await client.query(`drop database if exists ${unfinished} with (force)`);
      await client.query(`create database ${unfinished}`);
      await migrate(urlOf(serverUrl, `unfinished_${name}`));
      await client.query(`alter database ${unfinished} rename to ${finished}`);
    }
  } finally {
    await client.query('select pg_advisory_unlock(hashtext($1))', [finished]);
  }
  return finished;
}

function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
