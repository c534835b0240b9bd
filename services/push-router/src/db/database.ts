import { sql, type ColumnType, type Generated } from 'kysely';
import { migrate, openDatabase, type Database, type DatabaseConfig } from '@bellhop/postgres';
import type { Logger } from '@bellhop/runtime';
import { migrations } from './migrations/index.ts';

type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface Tables {
  'push_router.app': {
    app: string;
    name: string;
    package_name: string;
    api_key_sha256: string;
    sealed_client_token_secret: string;
    limits: ColumnType<Record<string, number>, string, string>;
    version: number;
    published_version: Generated<number>;
    created_at: Generated<Date>;
    device_mode: Generated<string>;
  };
  'push_router.certificate_set': {
    app: string;
    vendor: string;
    app_type: number;
    sealed: string;
    version: number;
    saved_at: Generated<Date>;
  };
  'push_router.resource': {
    app: string;
    resources_id: string;
    vendors: ColumnType<Record<string, unknown>, string, string>;
  };
  'push_router.device': {
    app: string;
    device_id: string;
    push_id: string;
    vendor: string | null;
    token: string | null;
    token_sha256: string | null;
    app_type: Generated<number>;
    platform: string;
    environment: Generated<string>;
    locale: Generated<string>;
    time_zone: Generated<string>;
    app_version: Generated<string>;
    registered_at: Timestamp | null;
    user_id: string | null;
    bound_at: Timestamp | null;
    secret_sha256: string | null;
    owner_user_id: string | null;
  };
}

export type RouterDatabase = Database<Tables>;

/** Opens the service's schema and brings it up to date. */
export async function openRouterDatabase(config: DatabaseConfig): Promise<RouterDatabase> {
  const database = openDatabase<Tables>(config);
  try {
    await migrateRouter(database, config.log);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

export function migrateRouter(database: RouterDatabase, log: Logger): Promise<void> {
  return migrate(database.kysely as never, 'push_router', migrations, log);
}

const HOUR_MS = 3_600_000;

/**
 * The trace moved to push-history, which makes it anew from what push.outcome.v1 holds. The former table goes when no replica of an earlier
 * version has written to it for an hour.
 */
export function dropFormerTrace({ kysely }: RouterDatabase, nowMs: number): Promise<void> {
  return kysely.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('bellhop.former-trace'))`.execute(transaction); // one replica looks at a time
    const table = await sql<{ found: boolean }>`select to_regclass('push_router.trace') is not null as found`.execute(
      transaction,
    );
    if (table.rows[0]?.found !== true) return;
    const written = await sql`select from push_router.trace where created_at > ${nowMs - HOUR_MS} limit 1`.execute(
      transaction,
    );
    if (written.rows.length === 0) await sql`drop table push_router.trace`.execute(transaction);
  });
}
