import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freshDatabase } from '../servers/fresh-database.ts';
import { testServers } from '../servers/test-servers.ts';
import { columnKinds, type ColumnKinds } from './column-kinds.ts';
import { describeSchema } from './describe-schema.ts';

/** What the migrations of every service must do, as tests. */
export function describeMigrations<Tables>(service: {
  readonly schema: string;
  /** Migrates, as the service does at its start. */
  readonly open: (databaseUrl: string) => Promise<{ close(): Promise<void> }>;
  /** How many there are. */
  readonly migrations: number;
  /** The committed description. */
  readonly schemaFile: URL;
  /** What the service's types say of its columns. */
  readonly columns: ColumnKinds<Tables>;
  /** Tables that only statements written by hand touch, so that no type names them. */
  readonly tablesWithoutType?: readonly string[];
}): void {
  const { schema, open, schemaFile } = service;
  const emptyDatabase = async (): Promise<string> => {
    const database = await freshDatabase(testServers().databaseUrl);
    onTestFinished(() => database.drop());
    return database.url;
  };
  const migrated = async (): Promise<string> => {
    const url = await emptyDatabase();
    await (await open(url)).close();
    return url;
  };
  const committed = (): Promise<string> => readFile(schemaFile, 'utf8');

  describe(`the migrations of ${schema}`, () => {
    it('make what schema.sql says', async () => {
      expect(
        await describeSchema(await migrated(), schema),
        'schema.sql is not what the migrations make: run `npm run gen:schema` and look at the difference',
      ).toBe(await committed());
    });

    it('make what schema.sql makes when it is run by itself', async () => {
      const url = await emptyDatabase();
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(await committed());
      await client.end();
      expect(await describeSchema(url, schema)).toBe(await committed());
    });

    it('make the columns that the types name', async () => {
      const found = await columnKinds(await migrated(), schema);
      for (const table of service.tablesWithoutType ?? []) {
        expect(Object.keys(found)).toContain(table);
        delete found[table];
      }
      expect(found).toEqual(service.columns);
    });

    it('change nothing when they are run again', async () => {
      const url = await migrated();
      const before = await describeSchema(url, schema);
      await (await open(url)).close();
      expect(await describeSchema(url, schema)).toBe(before);
      expect(await timesRun(url, schema)).toBe(service.migrations);
    });

    it('run once when several replicas start at the same moment', async () => {
      const url = await emptyDatabase();
      const replicas = await Promise.all(Array.from({ length: 5 }, () => open(url)));
      await Promise.all(replicas.map((replica) => replica.close()));
      expect(await describeSchema(url, schema)).toBe(await committed());
      expect(await timesRun(url, schema)).toBe(service.migrations);
    });
  });
}

async function timesRun(url: string, schema: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from ${pg.escapeIdentifier(schema)}.kysely_migration`,
    );
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}
