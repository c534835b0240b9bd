import type { MessageAccepted, MessageKey, Reader, ReaderStateInput, StoredMessageInput } from '@bellhop/contracts';
import type { Statements } from '@bellhop/postgres';
import { bodyOf, contentOf, contentOfRow, type KeptContent, type MessageBody } from '../domain/message-body.ts';
import { CLOCK_SKEW_MS, RETRY_WINDOW_MS } from '../domain/retention.ts';
import { pushedAs, type PushedAs } from '../domain/pushed-as.ts';
import type { StoreDatabase } from './database.ts';
import { groupOf } from './group-row.ts';
import { membersOfSmall, type Members } from './member-pages.ts';
import { messageOfRow, type ContentRow, type MessageRow } from './message-row.ts';
import { readerStates } from './reader-states.ts';
import { REVOKING, revokeMessages } from './revoke-messages.ts';
import { acceptedSince, MESSAGE_COLUMNS, visibleTo } from './visible-messages.ts';

export interface SyncQuery {
  readonly app: string;
  readonly userId: string;
  readonly deviceId: string;
  readonly limit: number;
  /** Last place of the page before. */
  readonly after: { readonly conversationId: string; readonly seq: number } | undefined;
  /** What was accepted before is past the app's retention and not given, Unix ms; default: everything is. */
  readonly oldestAtMs?: number;
}

export interface DevicePosition {
  readonly app: string;
  readonly userId: string;
  readonly deviceId: string;
  readonly conversationId: string;
  readonly seq: number;
}

/** A device has a message: it has acknowledged it, or has written it itself. */
export interface Had extends DevicePosition {
  readonly isOwn: boolean;
}

/** Where a message lies. */
export interface Place {
  readonly seq: number;
  /** What was stored under its id before, which is what counts; undefined when this is the first. */
  readonly kept: KeptContent | undefined;
  /** Of a revocation: whether the message that it revokes asked for a push. */
  readonly hasRevokedPush: boolean;
  /** And how that was pushed. */
  readonly revokedAs?: PushedAs;
}

export interface MessageStore {
  /**
   * Stores a batch in one statement and numbers it without gaps per conversation. What is there already keeps its number and its
   * content, so a replay, and a client's retry within two days, give the same answer.
   * A message that is revoked by one of the batch loses its content in the same transaction.
   * @param asksPush whether a message makes pushes; default: when it has a push config
   * @returns the place of each message, in order
   */
  store(
    messages: readonly MessageAccepted[],
    nowMs: number,
    asksPush?: (message: MessageAccepted) => boolean,
  ): Promise<Place[]>;
  /**
   * As `store`, with the members of the groups that messages go to, by `groupKey`: those who were it when the messages got their numbers, which no change
   * of members comes in between. Of a message that was stored before they are those of now, with where their histories begin (`membersAt`).
   * Groups with more than `most` members are not among them. A batch without messages to groups is stored as by `store`.
   */
  storeWithMembers(
    messages: readonly MessageAccepted[],
    nowMs: number,
    asksPush: (message: MessageAccepted) => boolean,
    most: number,
  ): Promise<{ places: Place[]; members: ReadonlyMap<string, Members> }>;
  /** What is stored of these messages since `sinceMs`, in order; undefined where nothing is. */
  contents(app: string, messages: readonly MessageKey[], sinceMs: number): Promise<(KeptContent | undefined)[]>;
  /** What is known of these users and messages, in order. */
  readers(readers: readonly Reader[], nowMs: number): Promise<ReaderStateInput[]>;
  /** What a device has not got, by conversation and sequence. Over what is not for its user, as far as nothing is before it, its position moves. */
  missed(query: SyncQuery): Promise<StoredMessageInput[]>;
  /** The devices have everything up to these places. */
  setPositions(positions: readonly DevicePosition[]): Promise<void>;
  /**
   * The devices have these messages; a position moves only over what is contiguous, so that nothing missed before is skipped: that from which a sync goes on
   * over what was acknowledged, the other one also over what the device wrote itself. Gives those before which something is missing still.
   */
  advance(had: readonly Had[]): Promise<Had[]>;
}

// Its plan must hold for a day's partition that was empty when it was made, and for batches of any size: messages are looked up by their keys one by one
// (`lateral`, which `limit` keeps as it is; a join would read the whole day for every batch until the next `analyze`), and numbers come out of a map
// (Postgres expects few fresh messages, and would compare each with every counter).
const STORE = `
  with input as (
    select distinct on (app, conversation_id, message_id) *
      from json_to_recordset($1) as given
           (place int, app text, conversation_id text, message_id text, created_at bigint, sender_user_id text, to_user_id text, to_group_id text, local_id text,
            body text, custom_type int, targets text, asks_push boolean, mentions text, pushed_as jsonb)
     order by app, conversation_id, message_id, place
  ), existing as (
    select input.app, input.conversation_id, input.message_id, message.*
      from input
     cross join lateral (
        select seq, local_id, body, custom_type, mentions, target_user_ids, revoked_by from message_store.message
         where message.app = input.app and message.conversation_id = input.conversation_id and message.message_id = input.message_id
           and message.created_at between $2::bigint and $3::bigint
           and abs(message.created_at - input.created_at) <= ${RETRY_WINDOW_MS}
         limit 1) message
  ), fresh as (
    select input.*,
           row_number() over (partition by app, conversation_id order by place) as nth,
           count(*) over (partition by app, conversation_id) as total
      from input
     where not exists (select from existing where (existing.app, existing.conversation_id, existing.message_id) = (input.app, input.conversation_id, input.message_id))
  ), counters as (
    -- in order, so that two writers of the same conversations (a rebalance) cannot deadlock
    insert into message_store.conversation as conversation (app, conversation_id, last_seq, last_at)
    select app, conversation_id, max(total), max(created_at) from fresh group by app, conversation_id order by app, conversation_id
    on conflict (app, conversation_id) do update
      set last_seq = conversation.last_seq + excluded.last_seq, last_at = greatest(conversation.last_at, excluded.last_at)
    returning app, conversation_id, last_seq
  ), numbered as (
    select fresh.*, ((select jsonb_object_agg(app || ' ' || conversation_id, last_seq) from counters) ->> (app || ' ' || conversation_id))::bigint as last_seq
      from fresh
  ), stored as (
    insert into message_store.message
      (app, conversation_id, seq, created_at, message_id, sender_user_id, to_user_id, to_group_id, local_id, body, custom_type, target_user_ids, stored_at, asks_push, mentions, pushed_as)
    select app, conversation_id, last_seq - total + nth, created_at, message_id, sender_user_id, to_user_id, to_group_id, local_id, body, custom_type,
           case when targets = '' then '{}' else string_to_array(targets, ' ') end, $4::bigint, asks_push, mentions, pushed_as
      from numbered
    returning app, conversation_id, message_id, seq
  ), linked as (
    -- the first messages of a peer conversation put it into both users' lists; a group's list is made by joining
    insert into message_store.user_conversation (app, user_id, conversation_id, start_seq)
    select distinct app, user_id, conversation_id, 0
      from numbered cross join lateral (values (sender_user_id), (to_user_id)) as users (user_id)
     where last_seq = total and to_user_id <> ''
    on conflict do nothing
  )
  select app, conversation_id, message_id, seq, null as local_id, null as body, null as custom_type, null as mentions, null as target_user_ids, null as revoked_by from stored
  union all
  select app, conversation_id, message_id, seq, local_id, body, custom_type, mentions, target_user_ids, revoked_by from existing`;

const CONTENTS = `
  select wanted.conversation_id, wanted.message_id, message.local_id, message.body, message.custom_type, message.mentions, message.target_user_ids, message.revoked_by
    from unnest($2::text[], $3::text[]) as wanted (conversation_id, message_id)
   cross join lateral (
      select local_id, body, custom_type, mentions, target_user_ids, revoked_by from message_store.message
       where message.app = $1 and message.conversation_id = wanted.conversation_id and message.message_id = wanted.message_id
         and message.created_at >= $4::bigint
       limit 1) message`;

// Messages are looked for only where some may be: not in what the user has left, and not where all is past retention, though the device never got it. Of a
// conversation that has none for the user it says how far it has looked, unless a page before may have given some of it.
const MISSED = `
  select mine.conversation_id as looked_at, least(conversation.last_seq, mine.end_seq) as up_to, message.*
    from message_store.user_conversation mine
   cross join lateral (
      select last_seq, last_at from message_store.conversation at
       where at.app = mine.app and at.conversation_id = mine.conversation_id limit 1) conversation
    left join lateral (
      select delivered_seq from message_store.device_position at
       where at.app = mine.app and at.user_id = mine.user_id and at.device_id = $3 and at.conversation_id = mine.conversation_id limit 1) place on true
    left join lateral (
      select ${MESSAGE_COLUMNS} from message_store.message
       where ${visibleTo('$2')}
         and message.seq > greatest(coalesce(place.delivered_seq, 0), case when mine.conversation_id = $4 then $5::bigint else 0 end)
         and ${acceptedSince('$7')}
       order by message.seq limit $6
    ) message on true
   where mine.app = $1 and mine.user_id = $2 and mine.conversation_id >= $4
     and least(conversation.last_seq, mine.end_seq) > greatest(mine.start_seq, mine.deleted_seq, coalesce(place.delivered_seq, 0))
     and (conversation.last_at = 0 or conversation.last_at >= $7::bigint)
     and (message.message_id is not null or mine.conversation_id <> $4)
   -- by the list's own column: its index gives the order, and what is beyond the page is not read
   order by mine.conversation_id, message.seq
   limit $6`;

/** A conversation in which a sync has looked, up to where. */
interface LookedAt {
  readonly looked_at: string;
  readonly up_to: number;
}

/** What was stored now has no content here: it is what was given. */
interface StoredRow {
  readonly app: string;
  readonly conversation_id: string;
  readonly message_id: string;
  readonly seq: number;
  readonly local_id: string | null;
  readonly body: string | null;
  readonly custom_type: number | null;
  readonly mentions: string | null;
  readonly target_user_ids: string[] | null;
  readonly revoked_by: string | null;
}

function keyOf(row: Pick<StoredRow, 'app' | 'conversation_id' | 'message_id'>): string {
  return `${row.app} ${row.conversation_id} ${row.message_id}`;
}

function placeOf({ seq, local_id, body, custom_type, mentions, target_user_ids, revoked_by }: StoredRow): Place {
  return {
    seq,
    kept:
      body === null
        ? undefined
        : keptOfRow({
            local_id: local_id ?? '',
            body,
            custom_type,
            mentions,
            target_user_ids: target_user_ids ?? [],
            revoked_by: revoked_by ?? '',
          }),
    hasRevokedPush: false,
  };
}

type KeptRow = ContentRow & { readonly local_id: string; readonly target_user_ids: readonly string[] };

function keptOfRow(row: KeptRow): KeptContent {
  return { ...contentOfRow(row), localId: row.local_id, targetUserIds: row.target_user_ids };
}

/** The groups that messages go to, each with where a message lies that was stored before. */
function groupsOf(messages: readonly MessageAccepted[], places: readonly Place[]) {
  return messages.flatMap((message, index) => {
    const group = groupOf(message);
    const { seq, kept } = places[index] as Place;
    return group === undefined ? [] : { ...group, seq: kept === undefined ? undefined : seq };
  });
}

function hasPushConfig({ pushConfig }: MessageAccepted): boolean {
  return pushConfig !== null;
}

export function messageStore(db: StoreDatabase): MessageStore {
  const storeWith = async (
    { prepared }: Statements,
    messages: readonly MessageAccepted[],
    nowMs: number,
    asksPush: (message: MessageAccepted) => boolean,
  ): Promise<Place[]> => {
    const times = messages.map(({ acceptedAtMs }) => acceptedAtMs);
    const bodies = messages.map(bodyOf);
    const given = messages.map((message, place) => {
      const { body, customType, mentions } = bodies[place] as MessageBody;
      return {
        place,
        app: message.app,
        conversation_id: message.conversationId,
        message_id: message.messageId,
        created_at: message.acceptedAtMs,
        sender_user_id: message.senderUserId,
        to_user_id: message.toUserId ?? '',
        to_group_id: message.toGroupId ?? '',
        local_id: message.localId,
        body,
        custom_type: customType,
        targets: message.targetUserIds.join(' '), // user ids have no spaces
        asks_push: asksPush(message),
        mentions,
        pushed_as: pushedAs(message),
      };
    });
    const earliest = times.reduce((least, time) => Math.min(least, time), Infinity);
    const latest = times.reduce((most, time) => Math.max(most, time), 0);
    const rows = await prepared<StoredRow>('store-messages', STORE, [
      JSON.stringify(given),
      earliest - RETRY_WINDOW_MS,
      // Of what comes back from a dead letter a retry may be stored already.
      Math.min(latest + RETRY_WINDOW_MS, Math.max(latest, nowMs) + CLOCK_SKEW_MS),
      nowMs,
    ]);
    const places = new Map(rows.map((row) => [keyOf(row), placeOf(row)]));
    return messages.map(({ app, conversationId, messageId }, index) => {
      const key = keyOf({ app, conversation_id: conversationId, message_id: messageId });
      const place = places.get(key);
      if (place === undefined) throw new Error(`message ${messageId} was not stored`);
      // Of two with one id in the batch the first was stored.
      if (rows.length < messages.length && place.kept === undefined) {
        const { localId, targetUserIds } = messages[index] as MessageAccepted;
        places.set(key, {
          ...place,
          kept: { ...contentOf(bodies[index] as MessageBody), localId, targetUserIds },
        });
      }
      return place;
    });
  };

  const storeRevoking: typeof storeWith = async (statements, messages, nowMs, asksPush) => {
    const places = await storeWith(statements, messages, nowMs, asksPush);
    const revoked = await revokeMessages(statements, messages);
    return places.map((place, index) => {
      const of = revoked[index];
      return of === undefined ? place : { ...place, hasRevokedPush: of.asksPush, revokedAs: of.pushedAs };
    });
  };

  const store: MessageStore['store'] = (messages, nowMs, asksPush = hasPushConfig) => {
    // Only who revokes pays for it.
    if (messages.every(({ revocation }) => revocation == null)) return storeWith(db, messages, nowMs, asksPush);
    return db.transaction((statements) => storeRevoking(statements, messages, nowMs, asksPush), REVOKING);
  };

  const missedFrom = ({ app, userId, deviceId, limit, after, oldestAtMs = 0 }: SyncQuery) =>
    db.prepared<LookedAt & (MessageRow | { readonly message_id: null })>('missed-messages', MISSED, [
      app,
      userId,
      deviceId,
      after?.conversationId ?? '',
      after?.seq ?? 0,
      limit,
      oldestAtMs,
    ]);

  const passOver = async (positions: readonly DevicePosition[]): Promise<void> => {
    if (positions.length > 0) await db.prepared('pass-over', PASS_OVER, columnsOf(newestOf(positions)));
  };

  return {
    store,

    storeWithMembers: async (messages, nowMs, asksPush, most) => {
      // Only who sends to groups pays for it.
      if (messages.every((message) => groupOf(message) === undefined))
        return { places: await store(messages, nowMs, asksPush), members: new Map<string, Members>() };
      return db.transaction(async (statements) => {
        const places = await storeRevoking(statements, messages, nowMs, asksPush);
        // Changes of members wait for the rows of these conversations (group-store.ts), which are ours until the commit.
        return { places, members: await membersOfSmall(statements, groupsOf(messages, places), most) };
      }, REVOKING);
    },

    contents: async (app, messages, sinceMs) => {
      const rows = await db.prepared<KeptRow & { conversation_id: string; message_id: string }>(
        'message-contents',
        CONTENTS,
        [
          app,
          messages.map(({ conversationId }) => conversationId),
          messages.map(({ messageId }) => messageId),
          sinceMs,
        ],
      );
      const found = new Map(rows.map((row) => [`${row.conversation_id} ${row.message_id}`, keptOfRow(row)]));
      return messages.map(({ conversationId, messageId }) => found.get(`${conversationId} ${messageId}`));
    },

    readers: (readers, nowMs) => readerStates(db, readers, nowMs),

    missed: async ({ after, limit, ...query }) => {
      const found: MessageRow[] = [];
      for (let from = after; ;) {
        const wanted = limit - found.length;
        const rows = await missedFrom({ ...query, after: from, limit: wanted });
        const messages = rows.filter((row) => row.message_id !== null);
        found.push(...messages);
        const { app, userId, deviceId } = query;
        const nothingIn = rows.filter((row) => row.message_id === null);
        // Where it fails the next sync reads them again.
        await passOver(
          nothingIn.map((row) => ({ app, userId, deviceId, conversationId: row.looked_at, seq: row.up_to })),
        ).catch(() => undefined);
        const last = rows.at(-1);
        if (last === undefined || rows.length < wanted || found.length === limit) return found.map(messageOfRow);
        from = { conversationId: last.looked_at, seq: last.message_id === null ? last.up_to : last.seq };
      }
    },

    setPositions: async (positions) => {
      if (positions.length > 0) await db.prepared('set-positions', SET_POSITIONS, columnsOf(newestOf(positions)));
    },

    advance: async (had) => {
      if (had.length === 0) return [];
      const rows = await db.prepared<{ place: number }>('advance-positions', ADVANCE, [
        ...columnsOf(had),
        had.map(({ isOwn }) => isOwn),
      ]);
      return rows.map(({ place }) => had[place - 1] as Had);
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

// Nothing there is for the user. Nobody has looked at anything: what was synced stays as it is.
const PASS_OVER = `
  insert into message_store.device_position as place (app, user_id, device_id, conversation_id, delivered_seq)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[]) order by 1, 2, 3, 4
  on conflict (app, user_id, device_id, conversation_id) do update set delivered_seq = greatest(place.delivered_seq, excluded.delivered_seq)`;

// An island of sequences counts when it begins right after what the device has.
const ADVANCE = `
  with given as (
    select app, user_id, device_id, conversation_id, seq, bool_and(is_own) as is_own, array_agg(place) as places
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::boolean[])
           with ordinality as row (app, user_id, device_id, conversation_id, seq, is_own, place)
     group by app, user_id, device_id, conversation_id, seq
  ), numbered as (
    select *, seq - row_number() over (partition by app, user_id, device_id, conversation_id order by seq) as island,
           seq - row_number() over (partition by app, user_id, device_id, conversation_id, is_own order by seq) as island_of_its_kind
      from given
  ), island as (
    select app, user_id, device_id, conversation_id, min(seq) as first, max(seq) as last, array_agg(places) as places
      from (select app, user_id, device_id, conversation_id, island, seq, unnest(places) as places from numbered) one
     group by app, user_id, device_id, conversation_id, island
  ), acknowledged as (
    select app, user_id, device_id, conversation_id, min(seq) as first, max(seq) as last
      from numbered where not is_own group by app, user_id, device_id, conversation_id, island_of_its_kind
  ), known as materialized (
    select device.*, greatest(place.delivered_seq, mine.start_seq, mine.deleted_seq, 0) as delivered_seq,
           greatest(place.had_seq, place.delivered_seq, mine.start_seq, mine.deleted_seq, 0) as had_seq
      from (select distinct app, user_id, device_id, conversation_id from given) device
      left join lateral (
        select delivered_seq, had_seq from message_store.device_position at
         where at.app = device.app and at.user_id = device.user_id and at.device_id = device.device_id
           and at.conversation_id = device.conversation_id limit 1) place on true
      left join lateral (
        select start_seq, deleted_seq from message_store.user_conversation list
         where list.app = device.app and list.user_id = device.user_id and list.conversation_id = device.conversation_id limit 1) mine on true
  ), had as (
    select app, user_id, device_id, conversation_id, island.last, island.places, island.first <= known.had_seq + 1 as is_next
      from island join known using (app, user_id, device_id, conversation_id)
  ), moved as (
    insert into message_store.device_position as place (app, user_id, device_id, conversation_id, delivered_seq, had_seq)
    select app, user_id, device_id, conversation_id, coalesce(max(delivered), 0), coalesce(max(had), 0)
      from (
        select app, user_id, device_id, conversation_id, null::bigint as delivered, last as had from had where is_next
        union all
        select app, user_id, device_id, conversation_id, acknowledged.last, null
          from acknowledged join known using (app, user_id, device_id, conversation_id)
         where acknowledged.first <= known.delivered_seq + 1) reached
     group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (app, user_id, device_id, conversation_id) do update
      set delivered_seq = greatest(place.delivered_seq, excluded.delivered_seq), had_seq = greatest(place.had_seq, excluded.had_seq)
  )
  select unnest(places) as place from had where not is_next`;

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
