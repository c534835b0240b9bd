import { database } from '@bellhop/postgres';
import { sql } from 'kysely';
import type { CallRecord } from '../domain/call-machine.ts';
import { erasedFromCall } from '../domain/erase-from-call.ts';
import { REVOCATION } from '../domain/message-body.ts';
import type { CallKey } from './call-store.ts';
import type { StoreDatabase } from './database.ts';

export interface UserKey {
  readonly app: string;
  readonly userId: string;
}

/** A user's data, to erase it in steps of bounded size. Each step may be repeated. */
export interface ErasureStore {
  /** Groups that the user is a member of, at most so many. */
  groupsOf(user: UserKey, limit: number): Promise<string[]>;
  /** The user's calls, at most so many. */
  callsOf(user: UserKey, limit: number): Promise<CallKey[]>;
  /** Takes from a call what the user gave to it, and takes it off their list; a call that is on nobody's list any more is deleted. */
  eraseFromCall(call: CallKey, userId: string): Promise<void>;
  /**
   * Takes the content of the user's messages away, over the next so many messages of the user's conversations, from where the last step stopped.
   * The messages themselves stay, so that numbers have no gaps.
   */
  eraseMessages(user: UserKey, span: number): Promise<{ erased: number; done: boolean }>;
  /** Deletes positions of the user's devices, what they set for conversations and which messages they deleted, at most so many of each; tells whether all. */
  deleteOwn(user: UserKey, limit: number): Promise<boolean>;
  /**
   * Takes the past of conversations from the user's list, at most so many; tells how many. Nothing of them is listed or given any more. Their places
   * stay: a message to the user does not make one again, and a message of theirs that is stored later, in a group that they have left, is found by
   * the next erasure.
   */
  closeConversations(user: UserKey, limit: number): Promise<number>;
  /** All is done: the next erasure of the user begins anew. */
  finish(user: UserKey): Promise<void>;
}

const BRIEFLY = { lockWithinMs: 2_000, idleWithinMs: 5_000 };

// The user's conversation that is under way, or the next one that holds anything. What is done is not read again.
const NEXT_CONVERSATION = `
  select mine.conversation_id, conversation.last_seq
    from message_store.user_conversation mine
    join message_store.conversation using (app, conversation_id)
   where mine.app = $1 and mine.user_id = $2 and mine.conversation_id >= $3
     and (mine.conversation_id > $3 or mine.conversation_id = $3 and conversation.last_seq > $4)
   order by mine.conversation_id limit 1`;

// Whoever changes messages locks their conversation first: from here on nobody else does, and what is found lies still.
const LOCK_CONVERSATION = `select from message_store.conversation where app = $1 and conversation_id = $2 for update`;

const IS_THEIRS = `message.app = $1 and message.conversation_id = $3 and message.seq > $4 and message.seq <= $5 and message.sender_user_id = $2
       and message.custom_type is distinct from ${REVOCATION}
       and (message.revoked_by = '' or message.body <> '' or message.custom_type is not null or message.mentions is not null or message.pushed_as is not null or message.local_id <> '')`;

// As if the user had revoked them, so that clients show what they show for that. Revocations hold ids alone, and others need them. A push of such a
// message that is still to be tried again is held against `revoked_seq` first. Found in the order of the key, with a limit, and changed where they lie: a
// join by key is planned for a few, and then reads the conversation for each. What else lies at such a place is no message of theirs.
const ERASE_MESSAGES = `
  with theirs as materialized (
    select ctid as place, seq, created_at from message_store.message
     where ${IS_THEIRS}
     order by seq limit $5::bigint - $4::bigint
  ), noted as (
    update message_store.conversation set revoked_seq = greatest(revoked_seq, (select max(seq) from theirs))
     where app = $1 and conversation_id = $3 and exists (select from theirs)
  )
  update message_store.message set body = '', custom_type = null, mentions = null, pushed_as = null, local_id = '', revoked_by = $2
   where ctid = any (array (select place from theirs)) and ${IS_THEIRS}
     and created_at between (select min(created_at) from theirs) and (select max(created_at) from theirs)
  returning 1`;

/** What is the user's alone, by its key beside app and user. */
const OWN = {
  device_position: ['device_id', 'conversation_id'],
  conversation_setting: ['conversation_id'],
  deleted_message: ['conversation_id', 'seq'],
  group_mute: ['group_id'],
} as const;

const deleteStatement = (table: string, key: readonly string[]): string => `
  delete from message_store.${table} own
   using (select ${key.join(', ')} from message_store.${table}
           where app = $1 and user_id = $2 order by ${key.join(', ')} limit $3 for update) part
   where own.app = $1 and own.user_id = $2 and ${key.map((column) => `own.${column} = part.${column}`).join(' and ')}
  returning 1`;

// Who has left a group before gets its end anew, too: it says how far the next erasure has to look.
const CLOSE_CONVERSATIONS = `
  with part as (
    select mine.conversation_id, conversation.last_seq
      from message_store.user_conversation mine
      join message_store.conversation using (app, conversation_id)
     where mine.app = $1 and mine.user_id = $2 and mine.start_seq < conversation.last_seq
     order by mine.conversation_id limit $3
  )
  update message_store.user_conversation mine
     set start_seq = part.last_seq, read_seq = part.last_seq, deleted_seq = 0, has_deletions = false, name_at_end = null,
         end_seq = case when mine.end_seq is not null then part.last_seq end
    from part
   where mine.app = $1 and mine.user_id = $2 and mine.conversation_id = part.conversation_id
  returning 1`;

export function erasureStore(db: StoreDatabase): ErasureStore {
  return {
    groupsOf: async ({ app, userId }, limit) => {
      const rows = await db.prepared<{ group_id: string }>(
        'groups-of-user',
        // By the user's list: members are found by group alone.
        `select member.group_id
           from message_store.user_conversation mine
           join message_store.group_member member
             on member.app = mine.app and member.group_id = substr(mine.conversation_id, 7) and member.user_id = mine.user_id
          where mine.app = $1 and mine.user_id = $2 and mine.conversation_id like 'group/%'
          order by mine.conversation_id limit $3`,
        [app, userId, limit],
      );
      return rows.map(({ group_id: groupId }) => groupId);
    },

    callsOf: async ({ app, userId }, limit) => {
      const rows = await db.prepared<{ call_id: string }>(
        'calls-to-erase',
        `select call_id from message_store.call_user where app = $1 and user_id = $2 order by created_at, call_id limit $3`,
        [app, userId, limit],
      );
      return rows.map(({ call_id: callId }) => ({ app, callId }));
    },

    eraseFromCall: ({ app, callId }, userId) =>
      db.transaction(async ({ prepared }) => {
        const [row] = await prepared<{ record: CallRecord }>(
          'lock-call-to-erase',
          `select record from message_store.call where app = $1 and call_id = $2 for update`,
          [app, callId],
        );
        if (row !== undefined) {
          const record = erasedFromCall(row.record, userId);
          await prepared(
            'erase-from-call',
            `update message_store.call set record = $3, depends_on_device_id = case when $4 then depends_on_device_id end
              where app = $1 and call_id = $2`,
            [app, callId, JSON.stringify(record), record.callerUserId !== userId],
          );
        }
        await prepared(
          'erase-call-of-user',
          `delete from message_store.call_user where app = $1 and user_id = $2 and call_id = $3`,
          [app, userId, callId],
        );
        if (row?.record.isEnded !== true) return;
        const others = row.record.members.map((member) => member.userId).filter((other) => other !== userId);
        await prepared(
          'delete-call-of-nobody',
          `delete from message_store.call
            where app = $1 and call_id = $2
              and not exists (select from message_store.call_user
                               where call_user.app = $1 and call_user.call_id = $2 and call_user.user_id = any ($3) and call_user.created_at = $4)`,
          [app, callId, others, row.record.createdAtMs],
        );
      }, BRIEFLY),

    eraseMessages: ({ app, userId }, span) =>
      db.transaction(async ({ prepared }) => {
        await prepared(
          'begin-erasure',
          // One that was left long ago begins anew: the user may have come back and written since.
          `insert into message_store.user_erasure as place (app, user_id, conversation_id, seq) values ($1, $2, '', 0)
           on conflict (app, user_id) do update set conversation_id = '', seq = 0 where place.moved_at < now() - interval '1 hour'`,
          [app, userId],
        );
        const [at] = await prepared<{ conversation_id: string; seq: number }>(
          'place-of-erasure',
          `select conversation_id, seq from message_store.user_erasure where app = $1 and user_id = $2 for update`,
          [app, userId],
        );
        if (at === undefined) return { erased: 0, done: false }; // somebody else has finished it meanwhile
        const [next] = await prepared<{ conversation_id: string; last_seq: number }>(
          'next-conversation-to-erase',
          NEXT_CONVERSATION,
          [app, userId, at.conversation_id, at.seq],
        );
        if (next === undefined) return { erased: 0, done: true };
        const from = next.conversation_id === at.conversation_id ? at.seq : 0;
        const to = Math.min(from + span, next.last_seq);
        await prepared('lock-conversation-to-erase', LOCK_CONVERSATION, [app, next.conversation_id]);
        const erased = await prepared('erase-messages', ERASE_MESSAGES, [app, userId, next.conversation_id, from, to]);
        await prepared(
          'move-erasure',
          `update message_store.user_erasure set conversation_id = $3, seq = $4, moved_at = now() where app = $1 and user_id = $2`,
          [app, userId, next.conversation_id, to],
        );
        return { erased: erased.length, done: false };
      }, BRIEFLY),

    deleteOwn: async ({ app, userId }, limit) => {
      let all = true;
      for (const [table, key] of Object.entries(OWN)) {
        const deleted = await db.prepared(`delete-${table}-of-user`, deleteStatement(table, key), [app, userId, limit]);
        all &&= deleted.length < limit;
      }
      return all;
    },

    closeConversations: async ({ app, userId }, limit) =>
      (await db.prepared('close-conversations-of-user', CLOSE_CONVERSATIONS, [app, userId, limit])).length,

    finish: ({ app, userId }) =>
      database(async () => {
        await sql`delete from message_store.user_erasure where app = ${app} and user_id = ${userId}`.execute(db.kysely);
      }),
  };
}
