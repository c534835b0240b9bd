import type { Statements } from '@bellhop/postgres';
import type { NotifySetting } from '../domain/notify.ts';
import type { StoreDatabase } from './database.ts';
import type { GroupOfApp } from './group-row.ts';
import { settingOf, type SettingRow } from './setting-row.ts';

/** Members of a group. */
export interface Members {
  readonly userIds: readonly string[];
  /** After which message the history of a member begins: of those for whom that is the message that was asked for, or a later one. */
  readonly startSeqs: ReadonlyMap<string, number>;
}

/** Members of a group, from the first one to the last one by id, a page at a time: a group may have 100,000. */
export interface MemberPage {
  readonly userIds: readonly string[];
  /** After whom the next page begins; undefined = this was the last one. */
  readonly next: string | undefined;
}

export interface MemberPageWithSettings extends MemberPage, Members {
  /** What members want to be notified of, where it is not everything. */
  readonly settings: ReadonlyMap<string, NotifySetting>;
}

export interface MemberPages {
  page(group: GroupOfApp, after: string, limit: number): Promise<MemberPage>;
  /** @param seq of the earliest message that the page is for; default: none that was stored */
  pageWithSettings(group: GroupOfApp, after: string, limit: number, seq?: number): Promise<MemberPageWithSettings>;
  /** The owner and the admins, at most so many. */
  moderators(group: GroupOfApp, limit: number): Promise<string[]>;
  nameOf(group: GroupOfApp): Promise<string>;
}

const OF_SMALL = `
  select wanted.app, wanted.group_id, array_agg(member.user_id) as user_ids,
         jsonb_object_agg(member.user_id, member.start_seq) filter (where member.start_seq is not null) as start_seqs
    from unnest($1::text[], $2::text[], $3::bigint[]) as wanted (app, group_id, seq)
   cross join lateral (
     select user_id,
            case when wanted.seq is not null then (
              select start_seq from message_store.user_conversation mine
               where mine.app = wanted.app and mine.user_id = group_member.user_id and mine.conversation_id = 'group/' || wanted.group_id
                 and mine.start_seq >= wanted.seq) end as start_seq
       from message_store.group_member
      where group_member.app = wanted.app and group_member.group_id = wanted.group_id limit $4::int + 1) member
   group by wanted.app, wanted.group_id`;

const PAGE = `
  select user_id from message_store.group_member
   where app = $1 and group_id = $2 and user_id > $3 order by user_id limit $4`;

const PAGE_WITH_SETTINGS = `
  select member.user_id, setting.notify_mode, setting.mute_until, late.start_seq
    from (${PAGE}) member
    left join lateral (
      select notify_mode, mute_until from message_store.conversation_setting given
       where given.app = $1 and given.conversation_id = 'group/' || $2 and given.user_id = member.user_id limit 1) setting on true
    left join lateral (
      select start_seq from message_store.user_conversation mine
       where mine.app = $1 and mine.user_id = member.user_id and mine.conversation_id = 'group/' || $2 and mine.start_seq >= $5::bigint limit 1) late on true
   order by member.user_id`;

export function groupKey({ app, groupId }: GroupOfApp): string {
  return `${app} ${groupId}`;
}

/**
 * The members of many groups in one query. Key: `groupKey`; groups with more than `most` members are not in it. Groups that do not exist have none.
 * @param groups each with the number of its earliest message that had been stored before; undefined = none, and nobody's history is looked at: in
 *   the transaction that numbered the messages, members are those who were it by then
 */
export async function membersOfSmall(
  { prepared }: Statements,
  groups: readonly (GroupOfApp & { seq: number | undefined })[],
  most: number,
): Promise<Map<string, Members>> {
  const wanted = new Map<string, GroupOfApp & { seq: number | undefined }>();
  for (const group of groups) {
    const seqs = [group.seq, wanted.get(groupKey(group))?.seq].filter((seq) => seq !== undefined);
    wanted.set(groupKey(group), { ...group, seq: seqs.length === 0 ? undefined : Math.min(...seqs) });
  }
  const unique = [...wanted.values()];
  const rows = await prepared<{
    app: string;
    group_id: string;
    user_ids: string[];
    start_seqs: Record<string, number> | null;
  }>('members-of-groups', OF_SMALL, [
    unique.map(({ app }) => app),
    unique.map(({ groupId }) => groupId),
    unique.map(({ seq }) => seq ?? null),
    most,
  ]);
  const members = new Map<string, Members>(
    [...wanted.keys()].map((key) => [key, { userIds: [], startSeqs: new Map() }]),
  );
  for (const { app, group_id: groupId, user_ids: userIds, start_seqs: startSeqs } of rows) {
    const key = groupKey({ app, groupId });
    if (userIds.length > most) members.delete(key);
    else members.set(key, { userIds, startSeqs: new Map(Object.entries(startSeqs ?? {})) });
  }
  return members;
}

/** Those of the members whose history holds a message. */
export function membersAt({ userIds, startSeqs }: Members, seq: number): readonly string[] {
  return startSeqs.size === 0 ? userIds : userIds.filter((userId) => (startSeqs.get(userId) ?? 0) < seq);
}

export function memberPages(db: StoreDatabase): MemberPages {
  return {
    page: async ({ app, groupId }, after, limit) => {
      const rows = await db.prepared<{ user_id: string }>('page-of-members', PAGE, [app, groupId, after, limit]);
      return pageOf(rows, limit);
    },

    pageWithSettings: async ({ app, groupId }, after, limit, seq) => {
      const rows = await db.prepared<SettingRow & { user_id: string; start_seq: number | null }>(
        'page-of-members-with-settings',
        PAGE_WITH_SETTINGS,
        [app, groupId, after, limit, seq ?? null],
      );
      const settings = new Map<string, NotifySetting>();
      const startSeqs = new Map<string, number>();
      for (const row of rows) {
        const setting = settingOf(row);
        if (setting !== undefined) settings.set(row.user_id, setting);
        if (row.start_seq !== null) startSeqs.set(row.user_id, row.start_seq);
      }
      return { ...pageOf(rows, limit), settings, startSeqs };
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
