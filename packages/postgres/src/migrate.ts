import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { ServiceError, type Logger } from '@bellhop/runtime';

const MOST_TRIES_AGAIN = 10;
const UNDEFINED_TABLE = '42P01';

/**
 * Brings a service's schema to the newest version. Several replicas may call it at once: one migrates, the others wait.
 * @param schema the service's own schema; no other service reads it
 * @param migrations by name, in order: `20260301T120000Z-what-it-does`
 */
export async function migrate(
  kysely: Kysely<unknown>,
  schema: string,
  migrations: Record<string, Migration>,
  log: Logger,
): Promise<void> {
  await kysely.transaction().execute(async (transaction) => {
    // `create schema if not exists` collides when two run it at the same moment.
    await sql`select pg_advisory_xact_lock(hashtext('bellhop.migrate'))`.execute(transaction);
    await sql`create schema if not exists ${sql.id(schema)}`.execute(transaction);
  });
  const migrator = new Migrator({
    db: kysely,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableSchema: schema,
  });
  let { error, results } = await migrator.migrateToLatest();
  // Kysely reads the tables of all schemas first, and that fails when another service drops one of its own meanwhile (a day's partition).
  for (let again = 0; again < MOST_TRIES_AGAIN && isUndefinedTable(error); again += 1)
    ({ error, results } = await migrator.migrateToLatest());
  for (const result of results ?? []) {
    if (result.status === 'Success') log.info({ schema, migration: result.migrationName }, 'migrated');
  }
  if (error !== undefined) {
    throw new ServiceError('MIGRATION_FAILED', `schema ${schema} could not be migrated`, {
      retryable: false,
      cause: error,
    });
  }
}

function isUndefinedTable(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === UNDEFINED_TABLE;
}
