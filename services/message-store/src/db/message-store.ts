import type { MessageAccepted, MessageKey, Reader, ReaderStateInput, StoredMessageInput } from '@bellhop/contracts';
import { bodyOf, contentOf, type Content, type MessageBody } from '../domain/message-body.ts';
import type { StoreDatabase } from './database.ts';

export interface SyncQuery {
  readonly app: string;
  readonly userId: string;
  readonly deviceId: string;
  readonly limit: number;
  /** Last place of the page before. */
  readonly after: { readonly conversationId: string; readonly seq: number } | undefined;
}

export interface DevicePosition {
  readonly app: string;
  readonly userId: string;
  readonly deviceId: string;
  readonly conversationId: string;
  readonly seq: number;
}

/** Where a message lies. */
export interface Place {
  readonly seq: number;
  /** What was stored under its id before, which is what counts; undefined when this is the first. */
  readonly kept: Content | undefined;
}

export interface MessageStore {
  /**
   * Stores a batch in one statement and numbers it without gaps per conversation. What is there already keeps its number and its
   * content, so a replay, and a client's retry within two days, give the same answer.
   * @returns the place of each message, in order
   */
  store(messages: readonly MessageAccepted[], nowMs: number): Promise<Place[]>;
  /** What is stored of these messages since `sinceMs`, in order; undefined where nothing is. */
  contents(app: string, messages: readonly MessageKey[], sinceMs: number): Promise<(Content | undefined)[]>;
  /** What is known of these users and messages, in order. */
  readers(readers: readonly Reader[]): Promise<ReaderStateInput[]>;
  /** What a device has not got, by conversation and sequence. */
  missed(query: SyncQuery): Promise<StoredMessageInput[]>;
  /** The devices have everything up to these places. */
  setPositions(positions: readonly DevicePosition[]): Promise<void>;
  /** The devices got these messages; a position moves only over what is contiguous, so that nothing missed before is skipped. */
  advance(acknowledged: readonly DevicePosition[]): Promise<void>;
}

/** A client's retry with the same local id is recognised for so long. */
export const RETRY_WINDOW_MS = 2 * 86_400_000;

/** Batches up to this size look their messages up one by one. */
const FEW = 10;

// A plain join, planned while a day's partition was still empty, reads the whole day for every batch until the next `analyze`: too much for a message
// or two. By its key (`lateral`, which `limit` keeps as it is) each is found at once; for hundreds of them the join is the cheaper way.
const LOOKUP_OF_FEW = `
    select input.app, input.conversation_id, input.message_id, message.seq, message.body, message.custom_type
      from input
     cross join lateral (
        select seq, body, custom_type from message_store.message
         where message.app = input.app and message.conversation_id = input.conversation_id and message.message_id = input.message_id
           and message.created_at between $12::bigint and $13::bigint
         limit 1) message`;
const LOOKUP_OF_MANY = `
    select message.app, message.conversation_id, message.message_id, message.seq, message.body, message.custom_type
      from input join message_store.message using (app, conversation_id, message_id)
     where message.created_at between $12::bigint and $13::bigint`;

const storeStatement = (lookup: string): string => `
  with input as (
    select distinct on (app, conversation_id, message_id) *
      from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::int[], $11::text[], $15::boolean[])
           with ordinality as given (app, conversation_id, message_id, created_at, sender_user_id, to_user_id, to_group_id, local_id, body, custom_type, targets, asks_push, place)
     order by app, conversation_id, message_id, place
  ), existing as (${lookup}
  ), fresh as (
    select input.*,
           row_number() over (partition by app, conversation_id order by place) as nth,
           count(*) over (partition by app, conversation_id) as total
      from input
     where not exists (select from existing where (existing.app, existing.conversation_id, existing.message_id) = (input.app, input.conversation_id, input.message_id))
  ), counters as (
    -- in order, so that two writers of the same conversations (a rebalance) cannot deadlock
    insert into message_store.conversation as conversation (app, conversation_id, last_seq)
    select app, conversation_id, max(total) from fresh group by app, conversation_id order by app, conversation_id
    on conflict (app, conversation_id) do update set last_seq = conversation.last_seq + excluded.last_seq
    returning app, conversation_id, last_seq
  ), stored as (
    insert into message_store.message
      (app, conversation_id, seq, created_at, message_id, sender_user_id, to_user_id, to_group_id, local_id, body, custom_type, target_user_ids, stored_at, asks_push)
    select app, conversation_id, last_seq - total + nth, created_at, message_id, sender_user_id, to_user_id, to_group_id, local_id, body, custom_type,
           case when targets = '' then '{}' else string_to_array(targets, ' ') end, $14::bigint, asks_push
      from fresh join counters using (app, conversation_id)
    returning app, conversation_id, message_id, seq
  ), linked as (
    -- the first messages of a peer conversation put it into both users' lists; a group's list is made by joining
    insert into message_store.user_conversation (app, user_id, conversation_id, start_seq)
    select distinct app, user_id, conversation_id, 0
      from fresh join counters using (app, conversation_id) cross join lateral (values (sender_user_id), (to_user_id)) as users (user_id)
     where last_seq = total and to_user_id <> ''
    on conflict do nothing
  )
  select app, conversation_id, message_id, seq, null as body, null as custom_type from stored
  union all
  select app, conversation_id, message_id, seq, body, custom_type from existing`;

const STORE_FEW = storeStatement(LOOKUP_OF_FEW);
const STORE_MANY = storeStatement(LOOKUP_OF_MANY);

const CONTENTS = `
  select wanted.conversation_id, wanted.message_id, message.body, message.custom_type
    from unnest($2::text[], $3::text[]) as wanted (conversation_id, message_id)
   cross join lateral (
      select body, custom_type from message_store.message
       where message.app = $1 and message.conversation_id = wanted.conversation_id and message.message_id = wanted.message_id
         and message.created_at >= $4::bigint
       limit 1) message`;

const READERS = `
  select reader.group_id <> '' and not exists (
           select from message_store.group_member member
            where member.app = reader.app and member.group_id = reader.group_id and member.user_id = reader.user_id) as has_left,
         exists (
           select from message_store.device_position place
            where place.app = reader.app and place.user_id = reader.user_id and place.conversation_id = reader.conversation_id
              and (place.synced_seq >= reader.seq or place.device_id = reader.device_id and place.delivered_seq >= reader.seq)) as has_read,
         exists (
           select from message_store.message
            where message.app = reader.app and message.conversation_id = reader.conversation_id and message.seq > reader.seq
              and message.asks_push and message.sender_user_id <> reader.user_id
              and (message.target_user_ids = '{}' or reader.user_id = any (message.target_user_ids))) as has_newer
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[])
         with ordinality as reader (app, user_id, device_id, conversation_id, seq, group_id, place)
   order by reader.place`;

const MISSED = `
  select message.message_id, message.conversation_id, message.seq, message.sender_user_id, message.to_user_id, message.to_group_id, message.local_id,
         message.body, message.custom_type, message.created_at
    from message_store.user_conversation mine
    join message_store.conversation using (app, conversation_id)
    left join message_store.device_position place
      on place.app = mine.app and place.user_id = mine.user_id and place.device_id = $3 and place.conversation_id = mine.conversation_id
    cross join lateral (
      select * from message_store.message
       where message.app = mine.app and message.conversation_id = mine.conversation_id
         and message.seq > greatest(mine.start_seq, coalesce(place.delivered_seq, 0), case when mine.conversation_id = $4 then $5::bigint else 0 end)
         and message.seq <= coalesce(mine.end_seq, message.seq)
         and (message.target_user_ids = '{}' or $2 = any (message.target_user_ids) or message.sender_user_id = $2)
       order by message.seq limit $6
    ) message
   where mine.app = $1 and mine.user_id = $2 and mine.conversation_id >= $4
     and conversation.last_seq > greatest(mine.start_seq, coalesce(place.delivered_seq, 0))
   order by message.conversation_id, message.seq
   limit $6`;

export function messageStore(db: StoreDatabase): MessageStore {
  return {
    store: async (messages, nowMs) => {
      const times = messages.map(({ acceptedAtMs }) => acceptedAtMs);
      const bodies = messages.map(bodyOf);
      const isFew = messages.length <= FEW;
      const rows = await db.prepared<{
        app: string;
        conversation_id: string;
        message_id: string;
        seq: number;
        body: string | null;
        custom_type: number | null;
      }>(isFew ? 'store-few-messages' : 'store-messages', isFew ? STORE_FEW : STORE_MANY, [
        messages.map(({ app }) => app),
        messages.map(({ conversationId }) => conversationId),
        messages.map(({ messageId }) => messageId),
        times,
        messages.map(({ senderUserId }) => senderUserId),
        messages.map(({ toUserId }) => toUserId ?? ''),
        messages.map(({ toGroupId }) => toGroupId ?? ''),
        messages.map(({ localId }) => localId),
        bodies.map(({ body }) => body),
        bodies.map(({ customType }) => customType),
        messages.map(({ targetUserIds }) => targetUserIds.join(' ')), // user ids have no spaces
        times.reduce((least, time) => Math.min(least, time), Infinity) - RETRY_WINDOW_MS,
        times.reduce((most, time) => Math.max(most, time), 0) + RETRY_WINDOW_MS,
        nowMs,
        messages.map(({ pushConfig }) => pushConfig != null),
      ]);
      const places = new Map<string, Place>(
        rows.map(({ app, conversation_id: conversation, message_id: id, seq, body, custom_type: customType }) => [
          `${app} ${conversation} ${id}`,
          { seq, kept: body === null ? undefined : contentOf({ body, customType }) },
        ]),
      );
      return messages.map(({ app, conversationId, messageId }, index) => {
        const key = `${app} ${conversationId} ${messageId}`;
        const place = places.get(key);
        if (place === undefined) throw new Error(`message ${messageId} was not stored`);
        // Of two with one id in the batch the first was stored.
        if (rows.length < messages.length && place.kept === undefined)
          places.set(key, { ...place, kept: contentOf(bodies[index] as MessageBody) });
        return place;
      });
    },

    contents: async (app, messages, sinceMs) => {
      const rows = await db.prepared<{
        conversation_id: string;
        message_id: string;
        body: string;
        custom_type: number | null;
      }>('message-contents', CONTENTS, [
        app,
        messages.map(({ conversationId }) => conversationId),
        messages.map(({ messageId }) => messageId),
        sinceMs,
      ]);
      const found = new Map(
        rows.map((row) => [
          `${row.conversation_id} ${row.message_id}`,
          contentOf({ body: row.body, customType: row.custom_type }),
        ]),
      );
      return messages.map(({ conversationId, messageId }) => found.get(`${conversationId} ${messageId}`));
    },

    readers: (readers) =>
      db
        .prepared<{ has_left: boolean; has_read: boolean; has_newer: boolean }>('check-readers', READERS, [
          readers.map(({ app }) => app),
          readers.map(({ userId }) => userId),
          readers.map(({ deviceId }) => deviceId),
          readers.map(({ conversationId }) => conversationId),
          readers.map(({ seq }) => seq),
          readers.map(({ toGroupId }) => toGroupId),
        ])
        .then((rows) => rows.map((row) => ({ hasLeft: row.has_left, hasRead: row.has_read, hasNewer: row.has_newer }))),

    missed: async ({ app, userId, deviceId, limit, after }) => {
      const rows = await db.prepared<{
        message_id: string;
        conversation_id: string;
        seq: number;
        sender_user_id: string;
        to_user_id: string;
        to_group_id: string;
        local_id: string;
        body: string;
        custom_type: number | null;
        created_at: number;
      }>('missed-messages', MISSED, [app, userId, deviceId, after?.conversationId ?? '', after?.seq ?? 0, limit]);
      return rows.map((row) => ({
        messageId: row.message_id,
        conversationId: row.conversation_id,
        seq: row.seq,
        senderUserId: row.sender_user_id,
        toUserId: row.to_user_id,
        toGroupId: row.to_group_id,
        localId: row.local_id,
        acceptedAtMs: row.created_at,
        ...contentOf({ body: row.body, customType: row.custom_type }),
      }));
    },

    setPositions: async (positions) => {
      if (positions.length > 0) await db.prepared('set-positions', SET_POSITIONS, columnsOf(newestOf(positions)));
    },

    advance: async (acknowledged) => {
      if (acknowledged.length > 0) await db.prepared('advance-positions', ADVANCE, columnsOf(acknowledged));
    },
  };
}

// Nobody can have what is not there yet, or what is not his.
const SET_POSITIONS = `
  insert into message_store.device_position as place (app, user_id, device_id, conversation_id, delivered_seq, synced_seq)
  select given.app, given.user_id, given.device_id, given.conversation_id, least(given.seq, conversation.last_seq), least(given.seq, conversation.last_seq)
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[]) as given (app, user_id, device_id, conversation_id, seq)
   cross join lateral (
      select from message_store.user_conversation mine
       where mine.app = given.app and mine.user_id = given.user_id and mine.conversation_id = given.conversation_id limit 1) mine
   cross join lateral (
      select last_seq from message_store.conversation
       where conversation.app = given.app and conversation.conversation_id = given.conversation_id limit 1) conversation
   order by 1, 2, 3, 4
  on conflict (app, user_id, device_id, conversation_id) do update
    set delivered_seq = greatest(place.delivered_seq, excluded.delivered_seq), synced_seq = greatest(place.synced_seq, excluded.synced_seq)`;

// An island of acknowledged sequences counts when it begins right after what the device has.
const ADVANCE = `
  with given as (
    select distinct * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[]) as row (app, user_id, device_id, conversation_id, seq)
  ), islands as (
    select app, user_id, device_id, conversation_id, min(seq) as first, max(seq) as last
      from (select *, seq - row_number() over (partition by app, user_id, device_id, conversation_id order by seq) as island from given) numbered
     group by app, user_id, device_id, conversation_id, island
  ), reached as (
    select islands.app, islands.user_id, islands.device_id, islands.conversation_id, max(islands.last) as seq
      from islands
      left join lateral (
        select delivered_seq from message_store.device_position at
         where at.app = islands.app and at.user_id = islands.user_id and at.device_id = islands.device_id
           and at.conversation_id = islands.conversation_id limit 1) place on true
      left join lateral (
        select start_seq from message_store.user_conversation list
         where list.app = islands.app and list.user_id = islands.user_id and list.conversation_id = islands.conversation_id limit 1) mine on true
     where islands.first <= greatest(coalesce(place.delivered_seq, 0), coalesce(mine.start_seq, 0)) + 1
     group by 1, 2, 3, 4
  )
  insert into message_store.device_position as place (app, user_id, device_id, conversation_id, delivered_seq)
  select app, user_id, device_id, conversation_id, seq from reached order by 1, 2, 3, 4
  on conflict (app, user_id, device_id, conversation_id) do update set delivered_seq = greatest(place.delivered_seq, excluded.delivered_seq)`;

/** One statement may touch a row only once. */
function newestOf(positions: readonly DevicePosition[]): DevicePosition[] {
  const newest = new Map<string, DevicePosition>();
  for (const position of positions) {
    const key = [position.app, position.userId, position.deviceId, position.conversationId].join(' ');
    if ((newest.get(key)?.seq ?? -1) < position.seq) newest.set(key, position);
  }
  return [...newest.values()];
}

function columnsOf(positions: readonly DevicePosition[]): unknown[] {
  return [
    positions.map(({ app }) => app),
    positions.map(({ userId }) => userId),
    positions.map(({ deviceId }) => deviceId),
    positions.map(({ conversationId }) => conversationId),
    positions.map(({ seq }) => seq),
  ];
}
