import type { StoreDatabase } from './database.ts';
import type { ConversationOfUser } from './setting-store.ts';
import { unreadCount, visibleTo } from './visible-messages.ts';

/** What became of a user's read position. */
export interface ReadResult {
  /** Up to where the user has read now. */
  readonly readSeq: number;
  /** What is left of the newest 10,000 messages, at most 1,000. */
  readonly unreadCount: number;
  /** Whether the position moved. */
  readonly hasMoved: boolean;
  /** Who sent the newest of what was read by this, without the user and those who are not in the conversation any more. */
  readonly senderUserIds: readonly string[];
}

export interface MessageReaders {
  readonly readCount: number;
  readonly receiverCount: number;
  readonly userIds: readonly string[];
}

/** How far users have read. */
export interface ReadStore {
  /** Moves a user's read position forward, and never back; undefined = they have no such conversation. */
  markRead(of: ConversationOfUser, seq: number, oldestAtMs: number): Promise<ReadResult | undefined>;
  /** How far another user of a conversation has got. */
  receiptOf(of: ConversationOfUser): Promise<{ readSeq: number; deliveredSeq: number }>;
  /** Members of a group to whom a message was sent and who have read it; none of its sender. Made from positions: a message has no rows of readers. */
  readersOf(
    message: {
      app: string;
      groupId: string;
      conversationId: string;
      seq: number;
      senderUserId: string;
      targetUserIds: readonly string[];
    },
    page: { afterUserId: string; limit: number },
  ): Promise<MessageReaders>;
}

/** Senders of so many of the messages that were read are told. */
const NEWEST_READ = 100;

// The position's row is locked: of two readings at once the second one begins where the first one ended. Who was kicked hears no more of the group.
const MARK_READ = `
  with mine as materialized (
    select * from message_store.user_conversation
     where app = $1 and user_id = $2 and conversation_id = $3 for update
  ), reached as materialized (
    select greatest(mine.read_seq, least($4::bigint, mine.end_seq, coalesce(conversation.last_seq, 0))) as seq, coalesce(conversation.last_seq, 0) as last_seq
      from mine left join message_store.conversation using (app, conversation_id)
  ), moved as (
    update message_store.user_conversation place set read_seq = reached.seq from mine, reached
     where place.app = $1 and place.user_id = $2 and place.conversation_id = $3 and mine.read_seq < reached.seq
  )
  select reached.seq as read_seq, mine.read_seq < reached.seq as has_moved,
         ${unreadCount({ user: '$2', readSeq: 'reached.seq', last: 'coalesce(mine.end_seq, reached.last_seq)', oldest: '$5' })} as unread_count,
         case when mine.read_seq < reached.seq then array (
           select distinct sender_user_id from (
             select message.sender_user_id from message_store.message
              where ${visibleTo('$2')}
                and message.seq > mine.read_seq and message.seq <= reached.seq and message.sender_user_id <> $2
              order by message.seq desc limit ${NEWEST_READ}) newest
            where exists (
              select from message_store.user_conversation theirs
               where theirs.app = $1 and theirs.user_id = newest.sender_user_id and theirs.conversation_id = $3 and theirs.end_seq is null)
           ) else '{}' end as sender_user_ids
    from mine cross join reached`;

// Whose history begins later has read nothing of what was before: so it is with users who were erased.
const RECEIPT = `
  select coalesce((select case when read_seq > start_seq then read_seq else 0 end from message_store.user_conversation where app = $1 and user_id = $2 and conversation_id = $3), 0) as read_seq,
         coalesce((select max(greatest(delivered_seq, synced_seq, had_seq)) from message_store.device_position
                    where app = $1 and user_id = $2 and conversation_id = $3), 0) as delivered_seq`;

const READERS_OF_MESSAGE = `
  with receivers as (
    select mine.user_id, mine.read_seq >= $4::bigint as has_read
      from message_store.group_member member
      join message_store.user_conversation mine
        on mine.app = member.app and mine.user_id = member.user_id and mine.conversation_id = $3
     where member.app = $1 and member.group_id = $2 and mine.start_seq < $4::bigint and member.user_id <> $5
       and ($6::text[] = '{}' or member.user_id = any ($6))
  )
  select (select count(*) from receivers where has_read) as read_count,
         (select count(*) from receivers) as receiver_count,
         array (select user_id from receivers where has_read and user_id > $7 order by user_id limit $8) as user_ids`;

export function readStore(db: StoreDatabase): ReadStore {
  return {
    markRead: async ({ app, userId, conversationId }, seq, oldestAtMs) => {
      const [row] = await db.prepared<{
        read_seq: number;
        has_moved: boolean;
        unread_count: number;
        sender_user_ids: string[];
      }>('mark-read', MARK_READ, [app, userId, conversationId, seq, oldestAtMs]);
      if (row === undefined) return undefined;
      return {
        readSeq: row.read_seq,
        unreadCount: row.unread_count,
        hasMoved: row.has_moved,
        senderUserIds: row.sender_user_ids,
      };
    },

    receiptOf: async ({ app, userId, conversationId }) => {
      const [row] = await db.prepared<{ read_seq: number; delivered_seq: number }>('peer-receipt', RECEIPT, [
        app,
        userId,
        conversationId,
      ]);
      const readSeq = row?.read_seq ?? 0;
      return { readSeq, deliveredSeq: Math.max(readSeq, row?.delivered_seq ?? 0) }; // what was read has come
    },

    readersOf: async ({ app, groupId, conversationId, seq, senderUserId, targetUserIds }, { afterUserId, limit }) => {
      const [row] = await db.prepared<{ read_count: number; receiver_count: number; user_ids: string[] }>(
        'readers-of-message',
        READERS_OF_MESSAGE,
        [app, groupId, conversationId, seq, senderUserId, targetUserIds, afterUserId, limit],
      );
      return {
        readCount: row?.read_count ?? 0,
        receiverCount: row?.receiver_count ?? 0,
        userIds: row?.user_ids ?? [],
      };
    },
  };
}
