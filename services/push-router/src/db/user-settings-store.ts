import { sql } from 'kysely';
import { database } from '@bellhop/postgres';
import { userKey, type UserOfApp } from '../domain/ports.ts';
import type { QuietHours } from '../domain/quiet-hours.ts';
import type { UserSettings } from '../domain/user-settings.ts';
import type { RouterDatabase } from './database.ts';

/** What users say of their pushes. */
export interface UserSettingsStore {
  get(user: UserOfApp): Promise<(UserSettings & { readonly badge: number }) | undefined>;
  /** Changes what is given; `quietHours: null` = none any more. */
  update(user: UserOfApp, change: UserSettingsChange): Promise<void>;
  /** The name that a login brought. Nothing is written when it is the one that is known. */
  setName(user: UserOfApp, userName: string): Promise<void>;
  setBadge(user: UserOfApp, badge: number): Promise<void>;
  /** Settings of these users, in one query; of users who never said anything there are none. Key: app + '/' + user. */
  of(users: readonly UserOfApp[]): Promise<Map<string, UserSettings>>;
}

export interface UserSettingsChange {
  readonly userName?: string;
  readonly quietHours?: QuietHours | null;
  readonly onlinePlatforms?: readonly string[];
  readonly quietPlatforms?: readonly string[];
}

interface Row {
  readonly app: string;
  readonly user_id: string;
  readonly user_name: string;
  readonly quiet_hours: QuietHours | null;
  readonly online_platforms: string[];
  readonly quiet_platforms: string[];
}

export function userSettingsStore(db: RouterDatabase): UserSettingsStore {
  return {
    get: async ({ app, userId }) => {
      const [row] = await db.prepared<Row & { badge: number }>(
        'user-settings',
        `select $1 as app, $2 as user_id, coalesce(user_name, '') as user_name, quiet_hours,
                coalesce(online_platforms, '{}') as online_platforms, coalesce(quiet_platforms, '{}') as quiet_platforms,
                coalesce(badge, 0) as badge
           from (select * from push_router.user_setting where app = $1 and user_id = $2) as setting
           full join (select badge from push_router.user_badge where app = $1 and user_id = $2) as badge on true`,
        [app, userId],
      );
      return row === undefined ? undefined : { ...settingsOf(row), badge: row.badge };
    },

    update: ({ app, userId }, { userName, quietHours, onlinePlatforms, quietPlatforms }) =>
      database(async () => {
        const changed = {
          ...(userName === undefined ? {} : { user_name: userName }),
          ...(quietHours === undefined ? {} : { quiet_hours: quietHours && JSON.stringify(quietHours) }),
          ...(onlinePlatforms === undefined ? {} : { online_platforms: [...onlinePlatforms] }),
          ...(quietPlatforms === undefined ? {} : { quiet_platforms: [...quietPlatforms] }),
        };
        if (Object.keys(changed).length === 0) return; // nothing was said
        const isRule = [quietHours, onlinePlatforms, quietPlatforms].some((said) => said !== undefined);
        await db.kysely
          .insertInto('push_router.user_setting')
          .values({ app, user_id: userId, ...changed })
          .onConflict((conflict) =>
            conflict.columns(['app', 'user_id']).doUpdateSet({
              ...changed,
              // Of a rule that came since a push was decided nothing was asked by then (quiet-platforms.ts). A name is none.
              ...(isRule ? { changed_at: new Date() } : {}),
            }),
          )
          .execute();
      }),

    setName: async ({ app, userId }, userName) => {
      await db.prepared(
        'name-of-user',
        `insert into push_router.user_setting as setting (app, user_id, user_name) values ($1, $2, $3)
         on conflict (app, user_id) do update set user_name = excluded.user_name
          where setting.user_name <> excluded.user_name`,
        [app, userId, userName],
      );
    },

    setBadge: ({ app, userId }, badge) =>
      database(async () => {
        await db.kysely
          .insertInto('push_router.user_badge')
          .values({ app, user_id: userId, badge })
          .onConflict((conflict) =>
            // What has been counted stays known: a message that comes again is not counted on top of the new number.
            conflict.columns(['app', 'user_id']).doUpdateSet({ badge, changed_at: sql`now()` }),
          )
          .execute();
      }),

    of: async (users) => {
      const unique = [...new Map(users.map((user) => [userKey(user), user])).values()];
      const rows = await db.prepared<Row>(
        'settings-of-users',
        `select setting.app, setting.user_id, user_name, quiet_hours, online_platforms, quiet_platforms
           from unnest($1::text[], $2::text[]) as wanted (app, user_id)
          cross join lateral (
             select * from push_router.user_setting as said where said.app = wanted.app and said.user_id = wanted.user_id limit 1) setting`,
        [unique.map(({ app }) => app), unique.map(({ userId }) => userId)],
      );
      return new Map(rows.map((row) => [userKey({ app: row.app, userId: row.user_id }), settingsOf(row)]));
    },
  };
}

function settingsOf(row: Row): UserSettings {
  return {
    userName: row.user_name,
    quietHours: row.quiet_hours ?? undefined,
    onlinePlatforms: row.online_platforms,
    quietPlatforms: row.quiet_platforms,
  };
}
