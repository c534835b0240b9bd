import type { StoreDatabase } from './database.ts';
import type { ConversationOfUser } from './setting-store.ts';
import { visibleTo } from './visible-messages.ts';

/** What users delete for themselves. Each is undefined when the user has no such conversation. */
export interface DeletionStore {
  /**
   * Deletes messages; tells how many the user had, and which of those that were named are not stored at all.
   * @param sinceMs none that was accepted before is looked for
   */
  deleteMessages(
    of: ConversationOfUser,
    messageIds: readonly string[],
    sinceMs?: number,
  ): Promise<{ readonly deleted: number; readonly missing: readonly string[] } | undefined>;
  /** Deletes all up to now; tells up to which message. */
  deleteConversation(of: ConversationOfUser): Promise<number | undefined>;
  /** Forgets deletions of messages from before a time, which are gone, a bounded number; tells how many. */
  forget(beforeMs: number): Promise<number>;
}

const FORGOTTEN_AT_ONCE = 5_000;

const DELETE_MESSAGES = `
  with mine as materialized (
    select * from message_store.user_conversation where app = $1 and user_id = $2 and conversation_id = $3 for update
  ), stored as materialized (
    select message.*
      from mine
     cross join unnest($4::text[]) as wanted (message_id)
     cross join lateral (
        select app, conversation_id, message_id, seq, created_at, sender_user_id, target_user_ids from message_store.message at
         where at.app = $1 and at.conversation_id = $3 and at.message_id = wanted.message_id and at.created_at >= $5::bigint
         order by at.created_at desc limit 1) message
  ), found as (
    select message.seq, message.created_at from mine cross join stored message
     where ${visibleTo('$2')}
  ), gone as (
    insert into message_store.deleted_message (app, user_id, conversation_id, seq, created_at)
    select distinct $1, $2, $3, seq, created_at from found on conflict do nothing
    returning 1
  ), flagged as (
    update message_store.user_conversation set has_deletions = true
     where app = $1 and user_id = $2 and conversation_id = $3 and exists (select from gone)
  )
  select (select count(*) from gone) as deleted,
         array (select message_id from unnest($4::text[]) as wanted (message_id) except select message_id from stored) as missing
    from mine`;

// Deletions of single messages have nothing to say below it.
const DELETE_CONVERSATION = `
  with reached as materialized (
    select greatest(mine.deleted_seq, coalesce(least(mine.end_seq, conversation.last_seq), 0)) as seq
      from message_store.user_conversation mine left join message_store.conversation using (app, conversation_id)
     where mine.app = $1 and mine.user_id = $2 and mine.conversation_id = $3 for update of mine
  ), forgotten as (
    delete from message_store.deleted_message gone using reached
     where gone.app = $1 and gone.user_id = $2 and gone.conversation_id = $3 and gone.seq <= reached.seq
  )
  update message_store.user_conversation mine set deleted_seq = reached.seq from reached
   where mine.app = $1 and mine.user_id = $2 and mine.conversation_id = $3
  returning mine.deleted_seq`;

// Where they lie: a join with what was found would read the whole table for every few. Nothing changes such a row.
const FORGET = `
  delete from message_store.deleted_message
   where ctid = any (array (
           select ctid from message_store.deleted_message where created_at < $1 order by created_at limit ${FORGOTTEN_AT_ONCE}))
  returning 1`;

export function deletionStore(db: StoreDatabase): DeletionStore {
  return {
    deleteMessages: async ({ app, userId, conversationId }, messageIds, sinceMs = 0) => {
      const [row] = await db.prepared<{ deleted: number; missing: string[] }>(
        'delete-messages-for-user',
        DELETE_MESSAGES,
        [app, userId, conversationId, messageIds, sinceMs],
      );
      return row;
    },

    deleteConversation: async ({ app, userId, conversationId }) => {
      const [row] = await db.prepared<{ deleted_seq: number }>('delete-conversation-for-user', DELETE_CONVERSATION, [
        app,
        userId,
        conversationId,
      ]);
      return row?.deleted_seq;
    },

    forget: async (beforeMs) => (await db.prepared('forget-deletions', FORGET, [beforeMs])).length,
  };
}
