import type { StoreDatabase } from './database.ts';
import type { ConversationOfUser } from './setting-store.ts';
import { visibleTo } from './visible-messages.ts';

/** What users delete for themselves. Each is undefined when the user has no such conversation. */
export interface DeletionStore {
  /** Deletes messages; tells how many the user had, and whether all that were named are stored, be they theirs or not. */
  deleteMessages(
    of: ConversationOfUser,
    messageIds: readonly string[],
  ): Promise<{ readonly deleted: number; readonly areAllStored: boolean } | undefined>;
  /** Deletes all up to now; tells up to which message. */
  deleteConversation(of: ConversationOfUser): Promise<number | undefined>;
  /** Forgets deletions of messages from before a time, which are gone, a bounded number; tells how many. */
  forget(beforeMs: number): Promise<number>;
}

const FORGOTTEN_AT_ONCE = 5_000;

const DELETE_MESSAGES = `
  with mine as materialized (
    select * from message_store.user_conversation where app = $1 and user_id = $2 and conversation_id = $3 for update
  ), found as (
    select wanted.message_id, message.seq, message.created_at
      from mine
     cross join unnest($4::text[]) as wanted (message_id)
     cross join lateral (
        select message.seq, message.created_at from message_store.message
         where message.message_id = wanted.message_id
           and ${visibleTo('$2')}
         limit 1) message
  ), gone as (
    insert into message_store.deleted_message (app, user_id, conversation_id, seq, created_at)
    select distinct $1, $2, $3, seq, created_at from found on conflict do nothing
    returning 1
  ), flagged as (
    update message_store.user_conversation set has_deletions = true
     where app = $1 and user_id = $2 and conversation_id = $3 and exists (select from gone)
  )
  select (select count(*) from gone) as deleted,
         not exists (
           select from unnest($4::text[]) as wanted (message_id)
            where wanted.message_id not in (select message_id from found)
              and (select true from message_store.message
                    where message.app = $1 and message.conversation_id = $3 and message.message_id = wanted.message_id limit 1) is null
         ) as are_all_stored
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
    deleteMessages: async ({ app, userId, conversationId }, messageIds) => {
      const [row] = await db.prepared<{ deleted: number; are_all_stored: boolean }>(
        'delete-messages-for-user',
        DELETE_MESSAGES,
        [app, userId, conversationId, messageIds],
      );
      return row && { deleted: row.deleted, areAllStored: row.are_all_stored };
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
