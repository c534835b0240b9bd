import type { ColumnType, Generated } from 'kysely';
import { maintainPartitions, migrate, openDatabase, type Database, type DatabaseConfig } from '@bellhop/postgres';
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
  'push_router.trace': {
    created_at: number;
    app: string;
    message_id: string;
    subject: string;
    kind: string;
    attempt: number;
    user_id: string;
    device_id: string;
    vendor: string;
    code: string;
    vendor_message_id: string;
    detail: ColumnType<Record<string, unknown>, string, string>;
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

/** Makes the coming partitions of the trace and drops those past retention. */
export function maintainTrace(database: RouterDatabase, nowMs: number, retentionDays: number): Promise<string[]> {
  return maintainPartitions(database.kysely, { schema: 'push_router', table: 'trace', nowMs, retentionDays });
}
