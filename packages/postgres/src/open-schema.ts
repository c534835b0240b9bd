import { setTimeout as delay } from 'node:timers/promises';
import { isRetryable, messageOf, Secret, ServiceError, type Health } from '@bellhop/runtime';
import { openDatabase, type Database, type DatabaseConfig } from './database.ts';
import { appliedMigrations, migrateSchema, tooNew, type ServiceSchema } from './migrate.ts';
import { schemaState } from './schema-state.ts';

const LOOK_EVERY_MS = 1_000;

export interface SchemaConfig extends DatabaseConfig {
  /** Is told what the start waits for. */
  readonly health?: Health;
}

/**
 * Opens a service's database when its schema is what the service needs. `migrations: 'start'` brings it up to date, `'verify'` waits until somebody has. A schema that does
 * not fit, and a Postgres that is away, are waited for: a log line and /readyz say in a sentence what is missing.
 * @throws ServiceError where waiting cannot help: settings that do not fit, a migration that fails
 */
export async function openSchema<Tables>(
  service: ServiceSchema,
  { health, ...config }: SchemaConfig,
): Promise<Database<Tables>> {
  const { log } = config;
  const database = openDatabase<Tables>(config);
  let problem: string | undefined = `schema ${service.schema} has not been looked at yet`;
  health?.ready('database', () => problem ?? database.readiness());
  try {
    for (;;) {
      const found = await look(service, database, config).catch((error: unknown) => {
        if (isRetryable(error) || (error instanceof ServiceError && error.code === 'SCHEMA_TOO_NEW'))
          return messageOf(error);
        throw error;
      });
      if (found === undefined) break;
      if (found !== problem) log.warn({ problem: found }, 'waiting for the database');
      problem = found;
      await delay(LOOK_EVERY_MS);
    }
    problem = undefined;
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** @returns what is wrong with the schema, or undefined when it fits */
async function look<Tables>(
  service: ServiceSchema,
  { kysely }: Database<Tables>,
  { url, log, migrations = 'start', ...settings }: DatabaseConfig,
): Promise<string | undefined> {
  const { schema } = service;
  if (migrations === 'start') {
    const secret = typeof url === 'string' ? new Secret(url) : url;
    await migrateSchema(service, { settings: { ...settings, url: secret }, log });
  }
  const state = schemaState(Object.keys(service.migrations), await appliedMigrations(kysely as never, schema));
  switch (state.kind) {
    case 'too-old':
      return `schema ${schema} is too old for this release: ${state.missing.join(', ')} has not run; run \`bellhop migrate\``;
    case 'too-new':
      return tooNew(schema, state.by).message;
    case 'newer':
      log.info({ schema, migrations: state.unknown }, 'the schema is of a later release, and fits');
      return undefined;
    case 'ready':
      return undefined;
    default:
      return state satisfies never;
  }
}
