import { sql } from 'kysely';
import { database } from '@bellhop/postgres';
import type { Fold } from '../domain/fold.ts';
import type { RouterDatabase } from './database.ts';

/** A user in a conversation. */
export interface FoldKey {
  readonly app: string;
  readonly userId: string;
  readonly conversationId: string;
}

/** What is known of them. */
export interface StoredFold extends FoldKey {
  readonly fold: Fold;
  /** Event of the newest held message, for this user alone. */
  readonly newest: Uint8Array | undefined;
  /** Counts every change; 0 = there is nothing stored yet. */
  readonly version: number;
  /** Somebody is telling of it, or was and has not said what came of it: its notification may have left. */
  readonly isBeingTold?: boolean;
}

/** Bursts that are gathered. Whoever writes says what they have read: two who change one conversation never overwrite each other. */
export interface FoldStore {
  /** What is known of these, in one query; of what is not stored there is nothing. Key: `foldKey`. */
  read(keys: readonly FoldKey[]): Promise<Map<string, StoredFold>>;
  /**
   * Writes those that nobody has changed since they were read, in one statement; the keys of those that somebody has, which are hardly ever any.
   * @param releases whoever claimed them is done with them
   */
  write(changed: readonly StoredFold[], releases?: boolean): Promise<ReadonlySet<string>>;
  /** Windows that have ended with messages held: for nobody else within the next `forMs`. */
  claimDue(input: { readonly nowMs: number; readonly forMs: number; readonly most: number }): Promise<StoredFold[]>;
  /**
   * Nobody looks at them before then.
   * @param mayHaveLeft whether notifications of them may be on their way
   */
  postpone(folds: readonly FoldKey[], untilMs: number, mayHaveLeft?: boolean): Promise<void>;
  /**
   * Forgets conversations in which nothing is held and no window was open since then, nor for as long before that as messages of their app may be revoked: what stands
   * on a screen is taken back by what is known here.
   */
  forgetIdle(beforeMs: number): Promise<void>;
}

export function foldKey({ app, userId, conversationId }: FoldKey): string {
  return `${app}/${userId}/${conversationId}`;
}

/**
 * What is idle is looked for in the pages of the table, there being no index that changes with every message, and in so many at a time: a message that
 * comes meanwhile never waits long for its row.
 */
const PAGES_AT_ONCE = 1_000;

interface Row {
  readonly app: string;
  readonly user_id: string;
  readonly conversation_id: string;
  readonly version: number;
  readonly state: Fold;
  readonly newest: Buffer | null;
  readonly claimed_until: number;
  readonly is_being_told: boolean;
}

export function foldStore(db: RouterDatabase): FoldStore {
  return {
    read: async (keys) => {
      if (keys.length === 0) return new Map();
      const rows = await db.prepared<Row>(
        'folds-of',
        // One by one by their keys (`lateral`), whatever was known of the table when the plan was made.
        `select fold.*
           from unnest($1::text[], $2::text[], $3::text[]) as wanted (app, user_id, conversation_id)
          cross join lateral (
             select app, user_id, conversation_id, version, state, newest, claimed_until, is_being_told from push_router.fold as known
              where known.app = wanted.app and known.user_id = wanted.user_id and known.conversation_id = wanted.conversation_id limit 1) fold`,
        columnsOf(keys),
      );
      return new Map(rows.map(storedFold).map((stored) => [foldKey(stored), stored]));
    },

    write: async (changed, releases = false) => {
      if (changed.length === 0) return new Set();
      const rows = await db.prepared<{ app: string; user_id: string; conversation_id: string }>(
        'write-folds',
        `with written as (
           insert into push_router.fold as fold (app, user_id, conversation_id, version, window_ends_at, held, state, newest)
           select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::integer[], $7::jsonb[], $8::bytea[])
            order by 1, 2, 3
           on conflict (app, user_id, conversation_id) do update
             set version = excluded.version, window_ends_at = excluded.window_ends_at, held = excluded.held,
                 state = excluded.state, newest = excluded.newest,
                 claimed_until = case when $9 then 0 else fold.claimed_until end,
                 is_being_told = fold.is_being_told and not $9
            where fold.version = excluded.version - 1
           returning app, user_id, conversation_id)
         select app, user_id, conversation_id from unnest($1::text[], $2::text[], $3::text[]) as given (app, user_id, conversation_id)
          where (select count(*) from written) < cardinality($1)
            and (app, user_id, conversation_id) not in (select * from written)`,
        [
          ...columnsOf(changed),
          changed.map(({ version }) => version + 1),
          changed.map(({ fold }) => fold.windowEndsAtMs),
          changed.map(({ fold }) => fold.held.length),
          changed.map(({ fold }) => JSON.stringify(fold)),
          changed.map(({ newest }) => (newest === undefined ? null : Buffer.from(newest))),
          releases,
        ],
      );
      return new Set(
        rows.map((row) => foldKey({ app: row.app, userId: row.user_id, conversationId: row.conversation_id })),
      );
    },

    claimDue: async ({ nowMs, forMs, most }) => {
      const rows = await db.prepared<Row>(
        'claim-due-folds',
        `update push_router.fold set claimed_until = $2, is_being_told = true
          where (app, user_id, conversation_id) in (
            select app, user_id, conversation_id from push_router.fold
             where due_at <= $1 and claimed_until <= $1
             order by due_at limit $3
               for update skip locked)
         returning app, user_id, conversation_id, version, state, newest, claimed_until, is_being_told`,
        [nowMs, nowMs + forMs, most],
      );
      return rows.map(storedFold);
    },

    postpone: async (folds, untilMs, mayHaveLeft = false) => {
      if (folds.length === 0) return;
      await db.prepared(
        'postpone-folds',
        `update push_router.fold set claimed_until = $4, is_being_told = is_being_told and $5
           from unnest($1::text[], $2::text[], $3::text[]) as given (app, user_id, conversation_id)
          where fold.app = given.app and fold.user_id = given.user_id and fold.conversation_id = given.conversation_id`,
        [...columnsOf(folds), untilMs, mayHaveLeft],
      );
    },

    forgetIdle: (beforeMs) =>
      database(async () => {
        const { rows } = await sql<{ pages: number }>`
          select pg_relation_size('push_router.fold') / current_setting('block_size')::int as pages`.execute(db.kysely);
        const pages = rows[0]?.pages ?? 0;
        for (let from = 0; from < pages; from += PAGES_AT_ONCE)
          await sql`
            delete from push_router.fold
             where ctid >= ${`(${from},0)`}::tid and ctid < ${`(${from + PAGES_AT_ONCE},0)`}::tid
               and held = 0 and window_ends_at < ${beforeMs}
               and window_ends_at < ${beforeMs} - 1000 * coalesce(
                     (select (limits ->> 'revokeWithinSeconds')::bigint from push_router.app where app.app = fold.app), 0)`.execute(
            db.kysely,
          );
      }),
  };
}

function columnsOf(keys: readonly FoldKey[]): string[][] {
  return [
    keys.map(({ app }) => app),
    keys.map(({ userId }) => userId),
    keys.map(({ conversationId }) => conversationId),
  ];
}

function storedFold(row: Row): StoredFold {
  return {
    app: row.app,
    userId: row.user_id,
    conversationId: row.conversation_id,
    fold: { ...row.state, newest: row.state.newest ?? undefined },
    newest: row.newest ?? undefined,
    version: row.version,
    // A release before marks what it has told of by the time alone.
    isBeingTold: row.is_being_told && row.claimed_until > 0,
  };
}
