import type { NotifySetting } from '../domain/notify.ts';
import type { StoreDatabase } from './database.ts';
import type { GroupOfApp } from './group-row.ts';
import { settingOf, type SettingRow } from './setting-row.ts';

/** Members of a group, from the first one to the last one by id, a page at a time: a group may have 100,000. */
export interface MemberPage {
  readonly userIds: readonly string[];
  /** After whom the next page begins; undefined = this was the last one. */
  readonly next: string | undefined;
}

export interface MemberPageWithSettings extends MemberPage {
  /** What members want to be notified of, where it is not everything. */
  readonly settings: ReadonlyMap<string, NotifySetting>;
}

export interface MemberPages {
  /**
   * The members of many groups in one query. Key: `groupKey`; groups with more than `most` members are not in it.
   * Groups that do not exist have none.
   */
  ofSmall(groups: readonly GroupOfApp[], most: number): Promise<Map<string, readonly string[]>>;
  page(group: GroupOfApp, after: string, limit: number): Promise<MemberPage>;
  pageWithSettings(group: GroupOfApp, after: string, limit: number): Promise<MemberPageWithSettings>;
  /** The owner and the admins, at most so many. */
  moderators(group: GroupOfApp, limit: number): Promise<string[]>;
  nameOf(group: GroupOfApp): Promise<string>;
}

const OF_SMALL = `
  select wanted.app, wanted.group_id, array_agg(member.user_id) as user_ids
    from unnest($1::text[], $2::text[]) as wanted (app, group_id)
   cross join lateral (
     select user_id from message_store.group_member
      where group_member.app = wanted.app and group_member.group_id = wanted.group_id limit $3::int + 1) member
   group by wanted.app, wanted.group_id`;

const PAGE = `
  select user_id from message_store.group_member
   where app = $1 and group_id = $2 and user_id > $3 order by user_id limit $4`;

const PAGE_WITH_SETTINGS = `
  select member.user_id, setting.notify_mode, setting.mute_until
    from (${PAGE}) member
    left join lateral (
      select notify_mode, mute_until from message_store.conversation_setting given
       where given.app = $1 and given.conversation_id = 'group/' || $2 and given.user_id = member.user_id limit 1) setting on true
   order by member.user_id`;

export function groupKey({ app, groupId }: GroupOfApp): string {
  return `${app} ${groupId}`;
}

export function memberPages(db: StoreDatabase): MemberPages {
  return {
    ofSmall: async (groups, most) => {
      const members = new Map<string, readonly string[]>();
      if (groups.length === 0) return members;
      const unique = new Map(groups.map((group) => [groupKey(group), group]));
      const rows = await db.prepared<{ app: string; group_id: string; user_ids: string[] }>(
        'members-of-groups',
        OF_SMALL,
        [[...unique.values()].map(({ app }) => app), [...unique.values()].map(({ groupId }) => groupId), most],
      );
      for (const key of unique.keys()) members.set(key, []);
      for (const { app, group_id: groupId, user_ids: userIds } of rows) {
        const key = groupKey({ app, groupId });
        if (userIds.length > most) members.delete(key);
        else members.set(key, userIds);
      }
      return members;
    },

    page: async ({ app, groupId }, after, limit) => {
      const rows = await db.prepared<{ user_id: string }>('page-of-members', PAGE, [app, groupId, after, limit]);
      return pageOf(rows, limit);
    },

    pageWithSettings: async ({ app, groupId }, after, limit) => {
      const rows = await db.prepared<SettingRow & { user_id: string }>(
        'page-of-members-with-settings',
        PAGE_WITH_SETTINGS,
        [app, groupId, after, limit],
      );
      const settings = new Map<string, NotifySetting>();
      for (const row of rows) {
        const setting = settingOf(row);
        if (setting !== undefined) settings.set(row.user_id, setting);
      }
      return { ...pageOf(rows, limit), settings };
    },

    moderators: async ({ app, groupId }, limit) => {
      const rows = await db.prepared<{ user_id: string }>(
        'moderators-of-group',
        `select user_id from message_store.group_member where app = $1 and group_id = $2 and (is_owner or is_admin) limit $3`,
        [app, groupId, limit],
      );
      return rows.map(({ user_id: userId }) => userId);
    },

    nameOf: async ({ app, groupId }) => {
      const [row] = await db.prepared<{ name: string }>(
        'name-of-group',
        `select name from message_store.chat_group where app = $1 and group_id = $2`,
        [app, groupId],
      );
      return row?.name ?? '';
    },
  };
}

function pageOf(rows: readonly { user_id: string }[], limit: number): MemberPage {
  return {
    userIds: rows.map(({ user_id: userId }) => userId),
    next: rows.length < limit ? undefined : rows.at(-1)?.user_id,
  };
}
