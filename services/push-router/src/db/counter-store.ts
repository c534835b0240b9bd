import { sql } from 'kysely';
import { deleteInPieces } from '@bellhop/postgres';
import { userKey, type UserOfApp } from '../domain/ports.ts';
import { MAX_BADGE } from '../domain/user-settings.ts';
import type { RouterDatabase } from './database.ts';

/** A push that a user's frequency cap may stand against. */
export interface CappedPush extends UserOfApp {
  /** What it is known by when it comes again: at most 64 characters. */
  readonly id: string;
  /** The minute that it counts in: Unix ms / 60,000. */
  readonly minute: number;
  readonly cap: number;
}

/** What was admitted of a user in a minute. */
export interface CountRow {
  readonly app: string;
  readonly user_id: string;
  readonly minute: number;
  readonly admitted: readonly string[];
}

/** A message that raises a user's badge. */
export interface BadgeRaise extends UserOfApp {
  /** What it is known by when it comes again. */
  readonly id: string;
  readonly increment: number;
}

/** What is counted of users. Every statement is for a whole batch, and what comes again changes nothing. */
export interface CounterStore {
  /** Counts these pushes; those that are over their users' caps, which are hardly ever any. */
  admit<Push extends CappedPush>(pushes: readonly Push[]): Promise<ReadonlySet<Push>>;
  /** Raises badges; the number of each user after that. Key: app + '/' + user. */
  raise(raises: readonly BadgeRaise[]): Promise<ReadonlyMap<string, number>>;
  /** What stands on the badges of these users now; of who has none there is nothing. Key: app + '/' + user. */
  badgesOf(users: readonly UserOfApp[]): Promise<ReadonlyMap<string, number>>;
  /** Forgets minutes that ended before this one. */
  forgetBefore(minute: number): Promise<void>;
}

/**
 * So many messages are known to be counted in a badge, and all of the last batch: more than come again after a crash. Every message of the user
 * reads and writes them; with 500 it cost 8 times as much as with a few.
 */
const MOST_COUNTED = 100;

export function counterStore(db: RouterDatabase): CounterStore {
  return {
    admit: async (pushes) => {
      if (pushes.length === 0) return new Set();
      const rows = await db.prepared<CountRow>(
        'admit-pushes',
        `with written as (
           insert into push_router.push_count as counted (app, user_id, minute, cap, admitted)
           select app, user_id, minute, max(cap), (array_agg(id order by place))[1:max(cap)]
             from (select distinct on (app, user_id, minute, id) *
                     from unnest($1::text[], $2::text[], $3::bigint[], $4::integer[], $5::text[])
                          with ordinality as given (app, user_id, minute, cap, id, place)
                    order by app, user_id, minute, id, place) as once
            group by app, user_id, minute
            order by app, user_id, minute
           on conflict (app, user_id, minute) do update
             set cap = excluded.cap,
                 admitted = (counted.admitted || array(
                   select id from unnest(excluded.admitted) with ordinality as new (id, place)
                    where id <> all (counted.admitted) order by place))[1:excluded.cap]
           returning app, user_id, minute, cap, admitted)
         select app, user_id, minute, admitted from written where cardinality(admitted) >= cap`,
        [
          pushes.map(({ app }) => app),
          pushes.map(({ userId }) => userId),
          pushes.map(({ minute }) => minute),
          pushes.map(({ cap }) => cap),
          pushes.map(({ id }) => id),
        ],
      );
      return overCap(pushes, rows);
    },

    raise: async (raises) => {
      const badges = new Map<string, number>();
      let left = raises;
      // Where another replica has counted one of a user's messages at this moment, nothing is written: looked at again, it is known to be counted.
      while (left.length > 0) {
        for (const [user, badge] of await raiseOnce(left)) badges.set(user, badge);
        left = left.filter((raise) => !badges.has(userKey(raise)));
      }
      return badges;
    },

    badgesOf: async (users) => {
      if (users.length === 0) return new Map();
      const rows = await db.prepared<BadgeRow>(
        'badges-of-users',
        `select counted.*
           from unnest($1::text[], $2::text[]) as wanted (app, user_id)
          cross join lateral (
             select app, user_id, badge from push_router.user_badge as known
              where known.app = wanted.app and known.user_id = wanted.user_id limit 1) counted`,
        [users.map(({ app }) => app), users.map(({ userId }) => userId)],
      );
      return badgesIn(rows);
    },

    forgetBefore: (minute) =>
      deleteInPieces(db.kysely, {
        table: 'push_router.push_count',
        by: 'minute',
        condition: sql`minute < ${minute}`,
      }),
  };

  async function raiseOnce(raises: readonly BadgeRaise[]): Promise<ReadonlyMap<string, number>> {
    const rows = await db.prepared<BadgeRow>(
      'raise-badges',
      `with once as (
         select distinct on (app, user_id, id) *
           from unnest($1::text[], $2::text[], $3::text[], $4::integer[]) with ordinality as given (app, user_id, id, increment, place)
          order by app, user_id, id, place),
       fresh as (
         -- by key (lateral), whatever was known of the table when the plan was made
         select once.*
           from once
           left join lateral (
             select counted from push_router.user_badge as known
              where known.app = once.app and known.user_id = once.user_id limit 1) badge on true
          where badge.counted is null or once.id <> all (badge.counted)),
       users as (
         select app, user_id, coalesce(sum(fresh.increment), 0)::integer as increment,
                coalesce(array_agg(fresh.id order by fresh.place) filter (where fresh.id is not null), '{}') as ids
           from (select distinct app, user_id from once) as named left join fresh using (app, user_id)
          group by app, user_id)
       insert into push_router.user_badge as badge (app, user_id, badge, counted)
       select app, user_id, least(increment, ${MAX_BADGE}), ids from users order by app, user_id
       on conflict (app, user_id) do update
         set badge = least(badge.badge + excluded.badge, ${MAX_BADGE}),
             counted = (badge.counted || excluded.counted)[
               greatest(1, cardinality(badge.counted || excluded.counted) + 1 - greatest(${MOST_COUNTED}, cardinality(excluded.counted))):],
             changed_at = now()
        where not badge.counted && excluded.counted
       returning app, user_id, badge`,
      [
        raises.map(({ app }) => app),
        raises.map(({ userId }) => userId),
        raises.map(({ id }) => id),
        raises.map(({ increment }) => increment),
      ],
    );
    return badgesIn(rows);
  }
}

interface BadgeRow {
  readonly app: string;
  readonly user_id: string;
  readonly badge: number;
}

function badgesIn(rows: readonly BadgeRow[]): Map<string, number> {
  return new Map(rows.map((row) => [userKey({ app: row.app, userId: row.user_id }), row.badge]));
}

/**
 * The pushes that these counts stand against.
 * @param full counts that have reached their caps; where there is none, everything was admitted
 */
export function overCap<Push extends CappedPush>(
  pushes: readonly Push[],
  full: readonly CountRow[],
): ReadonlySet<Push> {
  if (full.length === 0) return new Set();
  const admitted = new Map(full.map((row) => [countKey(row.app, row.user_id, row.minute), new Set(row.admitted)]));
  return new Set(
    pushes.filter(({ app, userId, minute, id }) => admitted.get(countKey(app, userId, minute))?.has(id) === false),
  );
}

function countKey(app: string, userId: string, minute: number): string {
  return `${app}/${userId}/${minute}`;
}
