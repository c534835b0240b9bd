import { userKey } from '../domain/ports.ts';
import { MAX_BADGE } from '../domain/user-settings.ts';
import { counterStore, overCap, type CounterStore, type CountRow } from './counter-store.ts';
import type { RouterDatabase } from './database.ts';
import { foldStore, type FoldStore } from './fold-store.ts';

export interface ReadOnlyCounters {
  readonly folds: Pick<FoldStore, 'read' | 'write'>;
  readonly counters: Pick<CounterStore, 'admit' | 'raise'>;
}

/** Counters that are only looked at: what they would say of pushes, none of which is counted. */
export function countedSoFar(db: RouterDatabase): ReadOnlyCounters {
  const folds = foldStore(db);
  return {
    // What would be written is thrown away.
    folds: {
      read: (keys) => folds.read(keys),
      write: () => Promise.resolve(new Set()),
    },
    counters: {
      admit: async (pushes) => {
        const rows = await db.prepared<CountRow>(
          'pushes-admitted',
          // A cap may have changed since the last push was counted.
          `select counted.*
             from unnest($1::text[], $2::text[], $3::bigint[], $4::integer[]) as wanted (app, user_id, minute, cap)
            cross join lateral (
               select app, user_id, minute, admitted from push_router.push_count as known
                where known.app = wanted.app and known.user_id = wanted.user_id and known.minute = wanted.minute
                  and cardinality(known.admitted) >= wanted.cap limit 1) counted`,
          [
            pushes.map(({ app }) => app),
            pushes.map(({ userId }) => userId),
            pushes.map(({ minute }) => minute),
            pushes.map(({ cap }) => cap),
          ],
        );
        return overCap(pushes, rows);
      },
      raise: async (raises) => {
        const badges = await counterStore(db).badgesOf(raises);
        return new Map(
          raises.map((one) => [userKey(one), Math.min(MAX_BADGE, (badges.get(userKey(one)) ?? 0) + one.increment)]),
        );
      },
    },
  };
}
