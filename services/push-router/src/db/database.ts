import { sql, type ColumnType, type Generated, type GeneratedAlways } from 'kysely';
import type { PushRulesInput } from '@bellhop/contracts';
import { openSchema, type Database, type SchemaConfig } from '@bellhop/postgres';
import type { DirectContent } from '../domain/direct-push.ts';
import type { TargetResult } from '../domain/target-results.ts';
import type { Fold } from '../domain/fold.ts';
import type { Words } from '../domain/push-texts.ts';
import type { QuietHours } from '../domain/quiet-hours.ts';
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
    push_rules: ColumnType<PushRulesInput, string | undefined, string>;
    client_token_secret_at: Timestamp | null;
    sealed_former_client_token_secret: string | null;
    former_client_token_secret_at: Timestamp | null;
    former_client_token_secret_until: Timestamp | null;
  };
  'push_router.api_key': { app: string; sha256: string; name: string; created_at: Generated<Date> };
  'push_router.certificate_set': {
    app: string;
    vendor: string;
    app_type: number;
    sealed: string;
    version: number;
    saved_at: Generated<Date>;
    test_id: string | null;
    tested_at: Timestamp | null;
    test_result: ColumnType<Record<string, unknown> | null, string | null, string | null>;
  };
  'push_router.resource': {
    app: string;
    resources_id: string;
    vendors: ColumnType<Record<string, unknown>, string, string>;
  };
  'push_router.user_setting': {
    app: string;
    user_id: string;
    user_name: Generated<string>;
    quiet_hours: ColumnType<QuietHours | null, string | null | undefined, string | null>;
    online_platforms: Generated<string[]>;
    quiet_platforms: Generated<string[]>;
    changed_at: Generated<Date>;
  };
  'push_router.user_badge': {
    app: string;
    user_id: string;
    badge: number;
    counted: Generated<string[]>;
    changed_at: Generated<Date>;
  };
  'push_router.push_count': { app: string; user_id: string; minute: number; cap: number; admitted: string[] };
  'push_router.fold': {
    app: string;
    user_id: string;
    conversation_id: string;
    version: number;
    window_ends_at: number;
    held: number;
    state: ColumnType<Fold, string, string>;
    newest: Buffer | null;
    claimed_until: Generated<number>;
    due_at: GeneratedAlways<number | null>;
    is_being_told: Generated<boolean>;
  };
  'push_router.template': {
    app: string;
    template_id: string;
    words: ColumnType<Record<string, Words>, string, string>;
    vendor_template_ids: ColumnType<Record<string, string>, string, string>;
  };
  'push_router.direct_push': {
    app: string;
    id: string;
    idempotency_key: string | null;
    digest: string;
    state: string;
    content: ColumnType<DirectContent, string, string>;
    target_count: number;
    accepted_at: number;
    due_at: number;
    dispatched_at: number | null;
    finished_at: number | null;
    claimed_until: Generated<number>;
  };
  'push_router.direct_push_target': {
    app: string;
    id: string;
    place: number;
    user_id: string | null;
    push_id: string | null;
    for_user_id: string | null;
    accepted: ColumnType<TargetResult, string, string>;
    outcome: ColumnType<TargetResult | null, string | null, string | null>;
    collapse_key: string | null;
    due_at: number | null;
    accepted_at: number | null;
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
    ended_at: Timestamp | null;
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
