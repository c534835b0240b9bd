import type { Reader, ReaderStateInput } from '@bellhop/contracts';
import { mentionsOf } from '../domain/message-body.ts';
import { isMuted, mentionOf, notifyModeAt } from '../domain/notify.ts';
import type { StoreDatabase } from './database.ts';
import { settingOf, type SettingRow } from './setting-row.ts';

// Who has left a group and is back has a history that begins anew: the message is not in it.
// Messages are looked up in every day's partition: only where there may be what is asked for, and in the order of the key, so that they are found by it.
// What `exists` finds by equality alone Postgres may look for in a hash of the whole table.
const READERS = `
  select reader.group_id <> '' and (
           mine.start_seq >= reader.seq or (
             select true from message_store.group_member member
              where member.app = reader.app and member.group_id = reader.group_id and member.user_id = reader.user_id limit 1) is null) as has_left,
         coalesce(greatest(mine.read_seq, mine.deleted_seq) >= reader.seq, false)
           or coalesce(mine.has_deletions, false) and (
             select true from message_store.deleted_message gone
              where gone.app = reader.app and gone.user_id = reader.user_id and gone.conversation_id = reader.conversation_id and gone.seq = reader.seq limit 1) is not null
           or exists (
             select from message_store.device_position place
              where place.app = reader.app and place.user_id = reader.user_id and place.conversation_id = reader.conversation_id
                and (place.synced_seq >= reader.seq or place.device_id = reader.device_id and greatest(place.delivered_seq, place.had_seq) >= reader.seq)) as has_read,
         newer.seq is not null as has_newer,
         coalesce(conversation.revoked_seq >= reader.seq and asked.revoked_by <> '', false) as is_revoked,
         setting.notify_mode, setting.mute_until,
         case when setting.notify_mode is not null then asked.mentions end as mentions
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[])
         with ordinality as reader (app, user_id, device_id, conversation_id, seq, group_id, place)
    left join lateral (
      select start_seq, read_seq, deleted_seq, has_deletions from message_store.user_conversation list
       where list.app = reader.app and list.user_id = reader.user_id and list.conversation_id = reader.conversation_id limit 1) mine on true
    left join lateral (
      select last_seq, revoked_seq from message_store.conversation at
       where at.app = reader.app and at.conversation_id = reader.conversation_id limit 1) conversation on true
    left join lateral (
      select notify_mode, mute_until from message_store.conversation_setting given
       where given.app = reader.app and given.conversation_id = reader.conversation_id and given.user_id = reader.user_id limit 1) setting on true
    left join lateral (
      select revoked_by, mentions from message_store.message
       where (conversation.revoked_seq >= reader.seq or setting.notify_mode is not null)
         and message.app = reader.app and message.conversation_id = reader.conversation_id and message.seq = reader.seq
       order by message.created_at limit 1) asked on true
    left join lateral (
      select seq from message_store.message
       where conversation.last_seq > reader.seq
         and message.app = reader.app and message.conversation_id = reader.conversation_id and message.seq > reader.seq
         and message.asks_push and not coalesce(jsonb_path_exists(message.pushed_as, '$.pushConfig.vendors.*.pushKind ? (@ == "DATA")'), false)
         and message.revoked_by = '' and message.sender_user_id <> reader.user_id
         and (message.target_user_ids = '{}' or reader.user_id = any (message.target_user_ids))
       order by message.seq limit 1) newer on true
   order by reader.place`;

interface ReaderRow extends Partial<SettingRow> {
  readonly has_left: boolean;
  readonly has_read: boolean;
  readonly has_newer: boolean;
  readonly is_revoked: boolean;
  /** Only looked up for who has a setting. */
  readonly mentions: string | null;
}

function readerState(row: ReaderRow, userId: string, nowMs: number): ReaderStateInput {
  const mentions = row.mentions === null ? undefined : mentionsOf(row.mentions);
  const mode = notifyModeAt(settingOf(row), nowMs);
  return {
    hasLeft: row.has_left,
    hasRead: row.has_read,
    // A newer one has rung for who is notified of every message. For who is not it may not have: a mention would come late and silently.
    hasNewer: row.has_newer && mode === 'NOTIFY_MODE_ALL',
    isRevoked: row.is_revoked,
    isMuted: isMuted(mode, mentionOf(mentions, userId)),
  };
}

/** What is known of these users and messages, in order. */
export async function readerStates(
  db: StoreDatabase,
  readers: readonly Reader[],
  nowMs: number,
): Promise<ReaderStateInput[]> {
  const rows = await db.prepared<ReaderRow>('check-readers', READERS, [
    readers.map(({ app }) => app),
    readers.map(({ userId }) => userId),
    readers.map(({ deviceId }) => deviceId),
    readers.map(({ conversationId }) => conversationId),
    readers.map(({ seq }) => seq),
    readers.map(({ toGroupId }) => toGroupId),
  ]);
  return rows.map((row, index) => readerState(row, readers[index]?.userId ?? '', nowMs));
}
