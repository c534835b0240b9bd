import type { StoredMessageInput } from '@bellhop/contracts';
import type { ListedConversation } from '../domain/listed-conversation.ts';
import { CLOCK_SKEW_MS } from '../domain/retention.ts';
import type { StoreDatabase } from './database.ts';
import { messageOfRow, type MessageRow } from './message-row.ts';
import { settingOf, type SettingRow } from './setting-row.ts';
import type { ConversationOfUser } from './setting-store.ts';
import { acceptedSince, MESSAGE_COLUMNS, unreadCount, visibleTo } from './visible-messages.ts';

/** Where a page ended. */
export interface ListPlace {
  readonly activeAtMs: number;
  readonly conversationId: string;
}

/** What users look at. Messages from before `oldestAtMs` are past the app's retention. */
export interface HistoryStore {
  /** A user's conversations that have something they did not delete, newest first, after a place; in one query. */
  conversationsOf(query: {
    app: string;
    userId: string;
    oldestAtMs: number;
    after: ListPlace | undefined;
    limit: number;
  }): Promise<ListedConversation[]>;
  /** Messages that a user has of a conversation, newest first; undefined = they have no such conversation. */
  messagesOf(
    of: ConversationOfUser,
    before: { seq: number | undefined; atMs: number | undefined },
    page: { oldestAtMs: number; limit: number },
  ): Promise<StoredMessageInput[] | undefined>;
}

/** Beyond every sequence and every time. */
const NO_BOUND = Number.MAX_SAFE_INTEGER;

// Who has left sees the conversation as it was then. A conversation that has had no message since there is last_at tells its time by its last one.
const CONVERSATIONS = `
  with listed as (
    select mine.*, conversation.last_seq,
           case when conversation.last_at > 0 and coalesce(mine.end_seq, conversation.last_seq) >= conversation.last_seq then conversation.last_at
                else coalesce((select created_at from message_store.message
                                where message.app = mine.app and message.conversation_id = mine.conversation_id
                                  and message.seq <= coalesce(mine.end_seq, conversation.last_seq)
                                order by message.seq desc limit 1), 0) end as active_at
      from message_store.user_conversation mine
     cross join lateral (
        select last_seq, last_at from message_store.conversation at
         where at.app = mine.app and at.conversation_id = mine.conversation_id limit 1) conversation
     where mine.app = $1 and mine.user_id = $2
       and least(conversation.last_seq, coalesce(mine.end_seq, conversation.last_seq)) > greatest(mine.start_seq, mine.deleted_seq)
  ), mine as materialized (
    select * from listed where (active_at, conversation_id) < ($3::bigint, $4::text) order by active_at desc, conversation_id desc limit $5
  )
  select mine.conversation_id as listed_id, mine.active_at, mine.read_seq, setting.notify_mode, setting.mute_until, case when mine.end_seq is null then named.name else coalesce(mine.name_at_end, named.name) end as group_name,
         ${unreadCount({ user: '$2', readSeq: 'mine.read_seq', last: 'coalesce(mine.end_seq, mine.last_seq)', oldest: '$6' })} as unread_count, last.*
    from mine
    left join lateral (
      select ${MESSAGE_COLUMNS} from message_store.message
       where ${visibleTo('$2')} and ${acceptedSince('$6')}
       order by message.seq desc limit 1) last on true
    left join lateral (
      select notify_mode, mute_until from message_store.conversation_setting given
       where given.app = mine.app and given.conversation_id = mine.conversation_id and given.user_id = mine.user_id limit 1) setting on true
    left join lateral (
      select name from message_store.chat_group
       where chat_group.app = mine.app and mine.conversation_id like 'group/%' and chat_group.group_id = substr(mine.conversation_id, 7) limit 1) named on true
   order by mine.active_at desc, mine.conversation_id desc`;

const pageOf = (where: string): string => `
      select ${MESSAGE_COLUMNS} from message_store.message
       where ${visibleTo('$2')} and ${acceptedSince('$5')} and ${where}
       order by message.seq desc limit $6`;

const messagesFound = (found: string): string => `
  select found.* from message_store.user_conversation mine
    left join lateral (${found}) found on true
   where mine.app = $1 and mine.user_id = $2 and mine.conversation_id = $3
   order by found.seq desc`;

const MESSAGES = messagesFound(pageOf('message.seq < $4::bigint'));

// What was stored hours late, from a dead letter that was sent back, lies beyond the place: days that are over have little else there, and those to come are
// not looked at.
const MESSAGES_BEFORE = messagesFound(`
      select * from (
        (${pageOf('message.seq < $7::bigint and message.created_at + 0 < $8::bigint')})
        union all
        (${pageOf('message.seq >= $7::bigint and message.seq < $4::bigint and message.created_at < $8::bigint')})) part
       order by seq desc limit $6`);

/** Messages that are read instead of looking for a closer place. */
const CLOSE_ENOUGH = 100;

// Up to where messages may be from before a time, found by halves along the key: reading back from the end of a conversation would read all that is newer.
// Numbers are taken in the order of storing, which is that of time but for the difference between clocks, and for what was stored late.
const PLACE_BEFORE = `
  with recursive search as (
    select greatest(mine.start_seq, mine.deleted_seq) as low, least(mine.end_seq, conversation.last_seq, $4::bigint - 1) + 1 as high
      from message_store.user_conversation mine
     cross join lateral (
        select last_seq from message_store.conversation at
         where at.app = mine.app and at.conversation_id = mine.conversation_id limit 1) conversation
     where mine.app = $1 and mine.user_id = $2 and mine.conversation_id = $3
    union all
    select case when probe.is_before then probe.seq else search.low end,
           case when probe.is_before then search.high else (search.low + search.high) / 2 end
      from search
      left join lateral (
        select seq, created_at < $5::bigint as is_before from message_store.message
         where message.app = $1 and message.conversation_id = $3 and message.seq >= (search.low + search.high) / 2 and message.seq < search.high
         order by message.seq limit 1) probe on true
     where search.high - search.low > ${CLOSE_ENOUGH}
  )
  select min(high) as place from search`;

type MaybeMessageRow = MessageRow | { readonly message_id: null };

interface ListedRow extends SettingRow {
  readonly listed_id: string;
  readonly active_at: number;
  readonly read_seq: number;
  readonly group_name: string | null;
  readonly unread_count: number;
}

export function historyStore(db: StoreDatabase): HistoryStore {
  /** Before which place nearly all messages from before a time lie. */
  const placeOf = async (
    { app, userId, conversationId }: ConversationOfUser,
    { seq, atMs }: { seq: number; atMs: number },
  ): Promise<number> => {
    const [found] = await db.prepared<{ place: number | null }>('place-before', PLACE_BEFORE, [
      app,
      userId,
      conversationId,
      seq,
      atMs + CLOCK_SKEW_MS,
    ]);
    return found?.place ?? seq;
  };

  return {
    conversationsOf: async ({ app, userId, oldestAtMs, after, limit }) => {
      const rows = await db.prepared<ListedRow & MaybeMessageRow>('list-conversations', CONVERSATIONS, [
        app,
        userId,
        after?.activeAtMs ?? NO_BOUND,
        after?.conversationId ?? '',
        limit,
        oldestAtMs,
      ]);
      return rows.map((row) => ({
        conversationId: row.listed_id,
        activeAtMs: row.active_at,
        readSeq: row.read_seq,
        unreadCount: row.unread_count,
        setting: settingOf(row),
        groupName: row.group_name ?? '',
        lastMessage: row.message_id === null ? undefined : messageOfRow(row),
      }));
    },

    messagesOf: async (of, { seq = NO_BOUND, atMs }, { oldestAtMs, limit }) => {
      const { app, userId, conversationId } = of;
      const asked = [app, userId, conversationId, seq, oldestAtMs, limit];
      const rows =
        atMs === undefined
          ? await db.prepared<MaybeMessageRow>('query-messages', MESSAGES, asked)
          : await db.prepared<MaybeMessageRow>('query-messages-before', MESSAGES_BEFORE, [
              ...asked,
              await placeOf(of, { seq, atMs }),
              atMs,
            ]);
      if (rows.length === 0) return undefined;
      return rows.flatMap((row) => (row.message_id === null ? [] : [messageOfRow(row)]));
    },
  };
}
