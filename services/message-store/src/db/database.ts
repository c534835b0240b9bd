import type { ColumnType, Generated } from 'kysely';
import { maintainPartitions, openSchema, type Database, type SchemaConfig } from '@bellhop/postgres';
import { ownSchema } from './own-schema.ts';

export interface Tables {
  'message_store.conversation': {
    app: string;
    conversation_id: string;
    last_seq: number;
    last_at: Generated<number>;
    revoked_seq: Generated<number>;
  };
  'message_store.chat_group': {
    app: string;
    group_id: string;
    name: string;
    owner_user_id: string;
    notice: Generated<string>;
    join_rule: Generated<number>;
    mute_until: number | null;
    dissolved_at: number | null;
  };
  'message_store.group_member': {
    app: string;
    group_id: string;
    user_id: string;
    is_owner: boolean;
    is_admin: Generated<boolean>;
    joined_at: ColumnType<Date, never, never>;
  };
  'message_store.user_conversation': {
    app: string;
    user_id: string;
    conversation_id: string;
    start_seq: number;
    end_seq: number | null;
    read_seq: Generated<number>;
    deleted_seq: Generated<number>;
    has_deletions: Generated<boolean>;
    name_at_end: string | null;
  };
  'message_store.device_position': {
    app: string;
    user_id: string;
    device_id: string;
    conversation_id: string;
    delivered_seq: number;
    synced_seq: Generated<number>;
    had_seq: Generated<number>;
  };
}

export type StoreDatabase = Database<Tables>;

/** Opens the database when the service's schema is what it needs. */
export function openStoreDatabase(config: SchemaConfig): Promise<StoreDatabase> {
  return openSchema<Tables>(ownSchema, config);
}

/** Makes the coming partitions of the messages and drops those past retention. */
export function maintainMessages(database: StoreDatabase, nowMs: number, retentionDays: number): Promise<string[]> {
  return maintainPartitions(database.patient, { schema: 'message_store', table: 'message', nowMs, retentionDays });
}
