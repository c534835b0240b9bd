import { sql, type ColumnType, type Generated } from 'kysely';
import { openSchema, type Database, type SchemaConfig } from '@bellhop/postgres';
import { ownSchema } from './own-schema.ts';

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
  'push_router.api_key': { app: string; sha256: string; name: string; created_at: Generated<Date> };
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

/** Opens the database when the service's schema is what it needs. */
export function openRouterDatabase(config: SchemaConfig): Promise<RouterDatabase> {
  return openSchema<Tables>(ownSchema, config);
}

const HOUR_MS = 3_600_000;

/**
 * The trace moved to push-history, which makes it anew from what push.outcome.v1 holds. The former table goes when no replica of an earlier
 * version has written to it for an hour.
 */
export async function dropFormerTrace({ kysely }: RouterDatabase, nowMs: number): Promise<void> {
  await sql`select push_router.drop_former_trace(${nowMs - HOUR_MS})`.execute(kysely);
}
