import { callChanged, type CallChangedInput } from '@bellhop/contracts';
import { database, deleteInPieces, type Statements } from '@bellhop/postgres';
import { Unavailable } from '@bellhop/runtime';
import { sql } from 'kysely';
import {
  decide,
  dependsOnDevice,
  isRinging,
  nextDeadline,
  ringsFor,
  type CallCommand,
  type CallRecord,
  type Decision,
} from '../domain/call-machine.ts';
import { changedEvent } from '../domain/call-proto.ts';
import type { StoreDatabase } from './database.ts';

export interface CallOrder {
  readonly app: string;
  readonly callId: string;
  readonly command: CallCommand;
}

export interface CallKey {
  readonly app: string;
  readonly callId: string;
}

/** An event that is in the database and maybe not in Kafka yet. */
export interface StoredCallEvent extends CallKey {
  readonly version: number;
  readonly event: Buffer;
}

export interface CallStore {
  /**
   * Carries out commands, in order, in one transaction: the calls' rows are locked, so what is decided holds, whoever else decides. What is to
   * be told of it is written with it.
   * @returns one decision per command, and the events, with the place of the command that each comes from
   */
  apply(
    orders: readonly CallOrder[],
    nowMs: number,
  ): Promise<{ decisions: Decision[]; events: (StoredCallEvent & { readonly from: number })[] }>;
  /** Calls with an invitation that should have ended by itself. */
  due(nowMs: number, limit: number): Promise<CallKey[]>;
  /** Calls that end with their callers' connections, in pages by app and call. */
  dependingOnCaller(
    after: CallKey | undefined,
    limit: number,
  ): Promise<(CallKey & { userId: string; deviceId: string })[]>;
  /** Calls that go on and began before. */
  runningSince(beforeMs: number, limit: number): Promise<CallKey[]>;
  find(key: CallKey): Promise<CallRecord | undefined>;
  /** A user's calls, newest first. */
  listOf(query: {
    app: string;
    userId: string;
    before: { createdAtMs: number; callId: string } | undefined;
    limit: number;
  }): Promise<CallRecord[]>;
  /** The calls by which a user is rung, oldest first. */
  ringing(user: { app: string; userId: string; nowMs: number; limit: number }): Promise<CallRecord[]>;
  /** Whether these users are rung by these calls now, in order. */
  areRinging(of: readonly { app: string; userId: string; callId: string }[], nowMs: number): Promise<boolean[]>;
  /** Hands over events that were written before and are still here, those of a call in order, and forgets them. One replica at a time has an event. */
  sweepEvents(
    writtenBeforeMs: number,
    limit: number,
    publish: (events: readonly StoredCallEvent[]) => Promise<void>,
  ): Promise<number>;
  /** These events are in Kafka. */
  forgetEvents(told: readonly StoredCallEvent[]): Promise<void>;
  /** Deletes calls that ended and are older. */
  deleteBefore(createdBeforeMs: number): Promise<void>;
}

/** A replica that stands still with a call's row locked must not hold up the others' other calls. */
const LOCK_WITHIN_MS = 1_000;
/** And not for ever: its transaction is ended for it. */
const IDLE_WITHIN_MS = 5_000;

interface NewEvent {
  readonly event: CallChangedInput;
  readonly from: number;
}

// In order, so that two batches that lock the same calls cannot wait for each other.
const LOCK = `
  select call.record
    from (select distinct app, call_id from unnest($1::text[], $2::text[]) as given (app, call_id) order by 1, 2) wanted
   cross join lateral (
      select record from message_store.call
       where call.app = wanted.app and call.call_id = wanted.call_id for update) call`;

// A new call that somebody else has made meanwhile is not written over: then there are fewer rows than calls.
const WRITE = `
  with given as (
    select *
      from unnest($1::text[], $2::text[], $3::bigint[], $4::int[], $5::boolean[], $6::bigint[], $7::text[], $8::text[], $9::jsonb[], $10::boolean[])
           as given (app, call_id, created_at, version, is_ended, due_at, depends_on_device_id, caller_user_id, record, is_new)
  ), made as (
    insert into message_store.call (app, call_id, created_at, version, is_ended, due_at, depends_on_device_id, caller_user_id, record)
    select app, call_id, created_at, version, is_ended, due_at, depends_on_device_id, caller_user_id, record
      from given where is_new
    on conflict do nothing
    returning call_id
  ), changed as (
    update message_store.call
       set version = given.version, is_ended = given.is_ended, due_at = given.due_at, depends_on_device_id = given.depends_on_device_id, record = given.record
      from given
     where not is_new and call.app = given.app and call.call_id = given.call_id
    returning call.call_id
  ), users as (
    insert into message_store.call_user as mine (app, user_id, created_at, call_id, is_ringing)
    select * from unnest($11::text[], $12::text[], $13::bigint[], $14::text[], $15::boolean[])
    on conflict (app, user_id, created_at, call_id) do update set is_ringing = excluded.is_ringing where mine.is_ringing <> excluded.is_ringing
  ), events as (
    insert into message_store.call_event (app, call_id, version, event, created_at)
    select given.*, $20::bigint from unnest($16::text[], $17::text[], $18::int[], $19::bytea[]) as given (app, call_id, version, event)
    on conflict do nothing
  )
  select call_id from made union all select call_id from changed`;

export function callStore(db: StoreDatabase): CallStore {
  const lock = async ({ prepared }: Statements, keys: readonly CallKey[]): Promise<Map<string, CallRecord>> => {
    const rows = await prepared<{ record: CallRecord }>('lock-calls', LOCK, [
      keys.map(({ app }) => app),
      keys.map(({ callId }) => callId),
    ]);
    return new Map(rows.map(({ record }) => [keyOf(record), record]));
  };

  const write = async (
    { prepared }: Statements,
    calls: readonly { readonly isNew: boolean; readonly call: CallRecord }[],
    events: readonly NewEvent[],
    nowMs: number,
  ) => {
    const after = calls.map(({ call }) => call);
    const users = after.flatMap((call) =>
      call.members
        .filter(({ isErased }) => isErased !== true)
        .map((member) => ({ call, userId: member.userId, isRinging: !call.isEnded && isRinging(member) })),
    );
    const stored = events.map(({ event, from }) => ({
      from,
      app: event.app ?? '',
      callId: event.call?.callId ?? '',
      version: Number(event.call?.version ?? 0),
      event: callChanged.encode(event),
    }));
    const written = await prepared('write-calls', WRITE, [
      after.map(({ app }) => app),
      after.map(({ callId }) => callId),
      after.map(({ createdAtMs }) => createdAtMs),
      after.map(({ version }) => version),
      after.map(({ isEnded }) => isEnded),
      after.map((call) => nextDeadline(call) ?? null),
      after.map((call) => dependsOnDevice(call) ?? null),
      after.map(({ callerUserId }) => callerUserId),
      after.map((call) => JSON.stringify(call)),
      calls.map(({ isNew }) => isNew),
      users.map(({ call }) => call.app),
      users.map(({ userId }) => userId),
      users.map(({ call }) => call.createdAtMs),
      users.map(({ call }) => call.callId),
      users.map((user) => user.isRinging),
      stored.map(({ app }) => app),
      stored.map(({ callId }) => callId),
      stored.map(({ version }) => version),
      stored.map(({ event }) => event),
      nowMs,
    ]);
    if (written.length !== calls.length)
      throw new Unavailable('somebody else made the same call', { code: 'CALL_MEANWHILE' });
    return stored;
  };

  return {
    apply: (orders, nowMs) =>
      db.transaction(
        async (statements) => {
          const before = await lock(statements, orders);
          const calls = new Map(before);
          const events: NewEvent[] = [];
          const decisions = orders.map(({ app, callId, command }, from) => {
            const decision = decide(calls.get(`${app}/${callId}`), command, { app, callId, nowMs });
            for (const change of decision.changes) {
              calls.set(keyOf(change.call), change.call);
              const event = changedEvent(change);
              if (event !== undefined) events.push({ event, from });
            }
            return decision;
          });
          const changed = [...calls].flatMap(([key, call]) =>
            before.get(key) === call ? [] : [{ isNew: !before.has(key), call }],
          );
          const stored = changed.length === 0 ? [] : await write(statements, changed, events, nowMs);
          return { decisions, events: stored };
        },
        { lockWithinMs: LOCK_WITHIN_MS, idleWithinMs: IDLE_WITHIN_MS },
      ),

    due: async (nowMs, limit) =>
      keysOf(
        await db.prepared<KeyRow>(
          'due-calls',
          // Who has it locked is deciding it now.
          `select app, call_id from message_store.call where due_at <= $1 order by due_at limit $2 for update skip locked`,
          [nowMs, limit],
        ),
      ),

    dependingOnCaller: async (after, limit) => {
      const rows = await db.prepared<KeyRow & { caller_user_id: string; depends_on_device_id: string }>(
        'calls-depending-on-caller',
        `select app, call_id, caller_user_id, depends_on_device_id from message_store.call
          where depends_on_device_id is not null and (app, call_id) > ($1, $2) order by app, call_id limit $3`,
        [after?.app ?? '', after?.callId ?? '', limit],
      );
      return rows.map((row) => ({
        app: row.app,
        callId: row.call_id,
        userId: row.caller_user_id,
        deviceId: row.depends_on_device_id,
      }));
    },

    runningSince: async (beforeMs, limit) =>
      keysOf(
        await db.prepared<KeyRow>(
          'calls-running-since',
          `select app, call_id from message_store.call where created_at < $1 and not is_ended order by created_at limit $2`,
          [beforeMs, limit],
        ),
      ),

    find: async ({ app, callId }) => {
      const [row] = await db.prepared<{ record: CallRecord }>(
        'find-call',
        `select record from message_store.call where app = $1 and call_id = $2`,
        [app, callId],
      );
      return row?.record;
    },

    listOf: async ({ app, userId, before, limit }) =>
      recordsOf(
        await db.prepared<{ record: CallRecord }>(
          'calls-of-user',
          `select call.record
             from (select app, call_id, created_at from message_store.call_user
                    where app = $1 and user_id = $2 and (created_at, call_id) < ($3, $4)
                    order by created_at desc, call_id desc limit $5) mine
             join message_store.call using (app, call_id)
            order by mine.created_at desc, mine.call_id desc`,
          [app, userId, before?.createdAtMs ?? Number.MAX_SAFE_INTEGER, before?.callId ?? '', limit],
        ),
      ),

    ringing: async ({ app, userId, nowMs, limit }) =>
      recordsOf(
        await db.prepared<{ record: CallRecord }>(
          'ringing-calls-of-user',
          `select call.record
             from (select app, call_id, created_at from message_store.call_user
                    where app = $1 and user_id = $2 and is_ringing order by created_at limit $3) mine
             join message_store.call using (app, call_id)
            order by mine.created_at, mine.call_id`,
          [app, userId, limit],
        ),
      ).filter((call) => ringsFor(call, userId, nowMs)),

    areRinging: async (of, nowMs) => {
      if (of.length === 0) return [];
      const rows = await db.prepared<{ record: CallRecord | null }>(
        'calls-of-ringing',
        `select call.record
           from unnest($1::text[], $2::text[]) with ordinality as wanted (app, call_id, place)
           left join lateral (
             select record from message_store.call where call.app = wanted.app and call.call_id = wanted.call_id limit 1) call on true
          order by wanted.place`,
        [of.map(({ app }) => app), of.map(({ callId }) => callId)],
      );
      return of.map(({ userId }, index) => {
        const record = rows[index]?.record;
        return record != null && ringsFor(record, userId, nowMs);
      });
    },

    sweepEvents: (writtenBeforeMs, limit, publish) =>
      database(() =>
        db.kysely.transaction().execute(async (transaction) => {
          const { rows } = await sql<{ app: string; call_id: string; version: number; event: Buffer }>`
            select app, call_id, version, event from message_store.call_event
             where created_at < ${writtenBeforeMs} order by app, call_id, version limit ${limit} for update skip locked`.execute(
            transaction,
          );
          if (rows.length === 0) return 0;
          const left = rows.map((row) => ({
            app: row.app,
            callId: row.call_id,
            version: row.version,
            event: row.event,
          }));
          await publish(left);
          await sql`
            delete from message_store.call_event
             using unnest(${left.map(({ app }) => app)}::text[], ${left.map(({ callId }) => callId)}::text[], ${left.map(({ version }) => version)}::int[]) as told (app, call_id, version)
             where (call_event.app, call_event.call_id, call_event.version) = (told.app, told.call_id, told.version)`.execute(
            transaction,
          );
          return rows.length;
        }),
      ),

    forgetEvents: async (told) => {
      await db.prepared(
        'forget-call-events',
        `delete from message_store.call_event
          using unnest($1::text[], $2::text[], $3::int[]) as told (app, call_id, version)
          where (call_event.app, call_event.call_id, call_event.version) = (told.app, told.call_id, told.version)`,
        [told.map(({ app }) => app), told.map(({ callId }) => callId), told.map(({ version }) => version)],
      );
    },

    deleteBefore: async (createdBeforeMs) => {
      const isOld = sql`created_at < ${createdBeforeMs}`;
      const by = 'created_at';
      await deleteInPieces(db.kysely, { table: 'message_store.call', by, condition: sql`${isOld} and is_ended` });
      await deleteInPieces(db.kysely, { table: 'message_store.call_user', by, condition: isOld });
    },
  };
}

interface KeyRow {
  app: string;
  call_id: string;
}

function keysOf(rows: readonly KeyRow[]): CallKey[] {
  return rows.map((row) => ({ app: row.app, callId: row.call_id }));
}

function recordsOf(rows: readonly { record: CallRecord }[]): CallRecord[] {
  return rows.map(({ record }) => record);
}

function keyOf({ app, callId }: CallKey): string {
  return `${app}/${callId}`;
}
