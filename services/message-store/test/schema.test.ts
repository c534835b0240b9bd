import { silentLogger } from '@bellhop/runtime';
import { describeMigrations } from '@bellhop/testkit';
import { openStoreDatabase, type Tables } from '../src/db/database.ts';
import { migrations } from '../src/db/migrations/index.ts';

describeMigrations<Tables>({
  schema: 'message_store',
  open: (url) => openStoreDatabase({ url, poolSize: 2, log: silentLogger() }),
  migrations: Object.keys(migrations).length,
  schemaFile: new URL('../src/db/schema.sql', import.meta.url),
  columns: {
    'message_store.conversation': {
      app: 'text',
      conversation_id: 'text',
      last_seq: 'bigint',
      last_at: 'bigint default',
      revoked_seq: 'bigint default',
    },
    'message_store.chat_group': {
      app: 'text',
      group_id: 'text',
      name: 'text',
      owner_user_id: 'text',
      notice: 'text default',
      join_rule: 'integer default',
      mute_until: 'bigint null',
      dissolved_at: 'bigint null',
    },
    'message_store.group_member': {
      app: 'text',
      group_id: 'text',
      user_id: 'text',
      is_owner: 'boolean',
      is_admin: 'boolean default',
      joined_at: 'timestamptz default',
    },
    'message_store.user_conversation': {
      app: 'text',
      user_id: 'text',
      conversation_id: 'text',
      start_seq: 'bigint',
      end_seq: 'bigint null',
      read_seq: 'bigint default',
      deleted_seq: 'bigint default',
      has_deletions: 'boolean default',
      name_at_end: 'text null',
    },
    'message_store.device_position': {
      app: 'text',
      user_id: 'text',
      device_id: 'text',
      conversation_id: 'text',
      delivered_seq: 'bigint',
      synced_seq: 'bigint default',
      had_seq: 'bigint default',
    },
  },
  tablesWithoutType: [
    'message_store.message',
    'message_store.call',
    'message_store.call_user',
    'message_store.call_event',
    'message_store.user_erasure',
    'message_store.conversation_setting',
    'message_store.deleted_message',
    'message_store.group_mute',
    'message_store.group_attribute',
    'message_store.expansion',
  ],
});
