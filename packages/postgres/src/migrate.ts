import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration, type MigrationResultSet } from 'kysely/migration';
import { isRetryable, messageOf, ServiceError, type DatabaseSettings, type Logger } from '@bellhop/runtime';
import { openDatabase } from './database.ts';
import { schemaState } from './schema-state.ts';

const MOST_TRIES_AGAIN = 10;
const UNDEFINED_TABLE = '42P01';
const UNDEFINED_ROLE = '42704';

/** A service's own schema; no other service reads it. */
export interface ServiceSchema {
  readonly schema: string;
  /** By name, in order: `20260301T120000Z-what-it-does`. */
  readonly migrations: Readonly<Record<string, Migration>>;
}

export type MigrateSettings = Omit<DatabaseSettings, 'poolSize' | 'migrations'>;

/**
 * Brings a service's schema to the newest version, as the owner of the schema and straight to Postgres, and gives the run-time role its rights where there is one. Several may
 * do it at once: one migrates, the others wait. A schema of a later release stays as it is.
 * @returns the migrations that ran
 * @throws ServiceError naming what is wrong
 */
export async function migrateSchema(
  { schema, migrations }: ServiceSchema,
  { settings, log }: { settings: MigrateSettings; log: Logger },
): Promise<string[]> {
  const { url, migrateUrl = url, runtimeRole, ...rest } = settings;
  const owner = openDatabase<unknown>({
    ...rest,
    url: migrateUrl,
    poolSize: 2,
    statementTimeoutMs: 0, // a migration takes the time it takes; it gives way to others by the lock timeout
    log,
  });
  try {
    if (await owner.isPooled()) {
      if (settings.migrateUrl === undefined) {
        throw new ServiceError(
          'MIGRATION_FAILED',
          'DATABASE_URL leads to a pooler, and migrations need locks that last longer than a transaction: set DATABASE_MIGRATE_URL to an address of Postgres itself',
          { retryable: false },
        );
      }
      log.warn('DATABASE_MIGRATE_URL leads to a pooler: in transaction mode two migrations could run at once');
    }
    const state = schemaState(Object.keys(migrations), await appliedMigrations(owner.kysely, schema));
    if (state.kind === 'too-new') throw tooNew(schema, state.by);
    const ran = state.kind === 'too-old' ? await migrate(owner.kysely, schema, migrations, log) : [];
    if (runtimeRole !== undefined) await grantTo(owner.kysely, schema, runtimeRole);
    return ran;
  } finally {
    await owner.close();
  }
}

/** Names of the migrations that have run, in order. */
export async function appliedMigrations(kysely: Kysely<unknown>, schema: string): Promise<string[]> {
  const table = await sql<{ found: boolean }>`
    select exists (select from pg_class join pg_namespace space on space.oid = relnamespace
                    where nspname = ${schema} and relname = 'kysely_migration') as found`.execute(kysely);
  if (table.rows[0]?.found !== true) return [];
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.id(schema, 'kysely_migration')} order by name`.execute(kysely);
  return rows.map(({ name }) => name);
}

export function tooNew(schema: string, by: string): ServiceError {
  return new ServiceError(
    'SCHEMA_TOO_NEW',
    `schema ${schema} is too new for this release: ${by} took away what it uses; start the release that the schema belongs to`,
    { retryable: false },
  );
}

/**
 * Brings a schema to the newest version over connections that lead to Postgres itself. Several replicas may call it at once: one migrates, the others wait.
 * @returns the migrations that ran
 */
export async function migrate(
  kysely: Kysely<unknown>,
  schema: string,
  migrations: Readonly<Record<string, Migration>>,
  log: Logger,
): Promise<string[]> {
  await kysely.transaction().execute(async (transaction) => {
    // `create schema if not exists` collides when two run it at the same moment.
    await sql`select pg_advisory_xact_lock(hashtext('bellhop.migrate'))`.execute(transaction);
    await sql`create schema if not exists ${sql.id(schema)}`.execute(transaction);
  });
  const migrator = new Migrator({
    db: kysely,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    migrationTableSchema: schema,
  });
  const isNew = (await appliedMigrations(kysely, schema)).length === 0;
  const { ran, error } = await migrateAll(migrator, isNew);
  for (const migration of ran) log.info({ schema, migration }, 'migrated');
  if (error !== undefined) {
    throw new ServiceError('MIGRATION_FAILED', `schema ${schema} could not be migrated: ${messageOf(error)}`, {
      retryable: isRetryable(error),
      cause: error,
    });
  }
  return ran;
}

/**
 * One at a time, each in a transaction of its own: what one has locked is free while the next one takes its time. All at once where there is nothing yet
 * that anybody could wait for.
 */
async function migrateAll(
  migrator: Migrator,
  isNew: boolean,
): Promise<{ readonly ran: string[]; readonly error: unknown }> {
  const ran: string[] = [];
  for (;;) {
    const { error, results = [] } = await triedAgain(() => (isNew ? migrator.migrateToLatest() : migrator.migrateUp()));
    ran.push(...results.filter(({ status }) => status === 'Success').map(({ migrationName }) => migrationName));
    if (error !== undefined || results.length === 0) return { ran, error };
  }
}

/** Kysely reads the tables of all schemas first, and that fails when another service drops one of its own meanwhile (a day's partition). */
async function triedAgain(step: () => Promise<MigrationResultSet>): Promise<MigrationResultSet> {
  let result = await step();
  for (let again = 0; again < MOST_TRIES_AGAIN && isUndefinedTable(result.error); again += 1) result = await step();
  return result;
}

/** A role that reads and writes rows, and calls our functions; it makes and drops nothing by itself. */
async function grantTo(kysely: Kysely<unknown>, schema: string, role: string): Promise<void> {
  const [where, who] = [sql.id(schema), sql.id(role)];
  const rows = sql`select, insert, update, delete`;
  const migrator = [sql.id(schema, 'kysely_migration'), sql.id(schema, 'kysely_migration_lock')];
  const grants = [
    sql`grant usage on schema ${where} to ${who}`,
    sql`grant ${rows} on all tables in schema ${where} to ${who}`,
    sql`revoke insert, update, delete on ${sql.join(migrator)} from ${who}`,
    sql`grant execute on all functions in schema ${where} to ${who}`,
    // Of what later migrations make, and of the partitions of days to come.
    sql`alter default privileges in schema ${where} grant ${rows} on tables to ${who}`,
    sql`alter default privileges in schema ${where} grant execute on functions to ${who}`,
  ];
  await kysely
    .transaction()
    .execute(async (transaction) => {
      // Two that change the rights of one thing at once disturb each other.
      await sql`select pg_advisory_xact_lock(hashtext('bellhop.migrate'))`.execute(transaction);
      for (const grant of grants) await grant.execute(transaction);
    })
    .catch((error: unknown) => {
      if ((error as { code?: unknown }).code !== UNDEFINED_ROLE) throw error;
      throw new ServiceError(
        'MIGRATION_FAILED',
        `there is no role ${role}, which DATABASE_RUNTIME_ROLE names: make it first, e.g. \`create role "${role}" login\``,
        { retryable: false, cause: error },
      );
    });
}

function isUndefinedTable(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === UNDEFINED_TABLE;
}
