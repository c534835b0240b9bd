import type { GroupJoinRule } from '@bellhop/contracts';
import type { Statements } from '@bellhop/postgres';
import {
  denialOf,
  isMutedAt,
  joinDenial,
  sendPermission,
  type GroupDenial,
  type MaySend,
  type Role,
} from '../domain/group-rights.ts';
import type { StoreDatabase } from './database.ts';
import {
  countMembers,
  joinRuleColumn,
  joinRuleOf,
  lockGroup,
  roleOf,
  rolesIn,
  type GroupOfApp,
  type RoleColumns,
} from './group-row.ts';
import type { InGroupTransaction } from './group-transactions.ts';

export type { GroupOfApp } from './group-row.ts';

export type Refused = { readonly kind: 'refused' } & GroupDenial;

export type JoinResult =
  | {
      readonly kind: 'joined';
      readonly memberCount: number;
      /** Those who were no members before. */
      readonly joined: readonly string[];
    }
  | Refused;

export type LeaveResult = { readonly kind: 'left'; /** Who inherited the group. */ readonly heir?: string } | Refused;

export interface Member {
  readonly userId: string;
  readonly role: Role;
  readonly joinedAtMs: number;
  readonly isMuted: boolean;
  /** Unix ms; 0 = until somebody ends it. */
  readonly muteUntilMs: number;
}

/** A group as its members see it. */
export interface GroupFacts {
  readonly name: string;
  readonly notice: string;
  readonly ownerUserId: string;
  readonly joinRule: GroupJoinRule;
  readonly isMuted: boolean;
  readonly muteUntilMs: number;
  readonly isDissolved: boolean;
  readonly memberCount: number;
}

export interface UserGroup {
  readonly groupId: string;
  readonly name: string;
  readonly role: Role;
  readonly joinedAtMs: number;
}

/** Groups and who is in them. */
export interface GroupStore {
  create(
    group: GroupOfApp & {
      name: string;
      ownerUserId: string;
      memberUserIds: readonly string[];
      maxMembers: number;
      notice?: string;
      joinRule?: GroupJoinRule;
    },
  ): Promise<JoinResult>;
  /** Adds users. `inviter` undefined = the app does. */
  add(
    group: GroupOfApp & { userIds: readonly string[]; inviter: string | undefined; maxMembers: number },
  ): Promise<JoinResult>;
  /** A user comes by themselves. */
  join(group: GroupOfApp & { userId: string; maxMembers: number }): Promise<JoinResult>;
  leave(group: GroupOfApp & { userId: string }): Promise<LeaveResult>;
  /** Undefined = no such group. */
  find(group: GroupOfApp, nowMs: number): Promise<GroupFacts | undefined>;
  /** A page of members after `afterUserId`; undefined = no such group. */
  members(group: GroupOfApp & { afterUserId: string; limit: number; nowMs?: number }): Promise<Member[] | undefined>;
  /** Undefined = no member. */
  roleOf(group: GroupOfApp & { userId: string }): Promise<Role | undefined>;
  /** A page of a user's groups after a group; dissolved ones are left out. */
  groupsOf(user: { app: string; userId: string; afterGroupId: string; limit: number }): Promise<UserGroup[]>;
  /** What these users may, in order. */
  permissions(app: string, senders: readonly { groupId: string; userId: string }[], nowMs: number): Promise<MaySend[]>;
}

const ADD_MEMBERS = `
  insert into message_store.group_member (app, group_id, user_id, is_owner)
  select $1, $2, user_id, user_id = $4 from unnest($3::text[]) with ordinality as given (user_id, place)
   order by place
  on conflict do nothing
  returning user_id`;

// Histories begin and end between two messages: whoever changes members holds the row that numbers these until the change is there, as who stores one does
// until its receivers are read. The row is taken after the group's, and before those of users' lists.
const LAST_PLACE = `
  insert into message_store.conversation as conversation (app, conversation_id, last_seq) values ($1, $2, 0)
  on conflict (app, conversation_id) do update set last_seq = conversation.last_seq
  returning last_seq`;

// Their history begins with the next message; who was there before goes on where they stopped.
const OPEN_CONVERSATIONS = `
  with place as (${LAST_PLACE})
  insert into message_store.user_conversation as mine (app, user_id, conversation_id, start_seq)
  select $1, user_id, $2, place.last_seq from place cross join unnest($3::text[]) as given (user_id)
  on conflict (app, user_id, conversation_id) do update
    set start_seq = case when mine.end_seq is null then mine.start_seq else excluded.start_seq end, end_seq = null, name_at_end = null`;

const REMOVE_MEMBERS = `
  delete from message_store.group_member where app = $1 and group_id = $2 and user_id = any ($3)
  returning user_id`;

const CLOSE_CONVERSATIONS = `
  with place as (${LAST_PLACE})
  update message_store.user_conversation mine
     set end_seq = place.last_seq,
         name_at_end = (select name from message_store.chat_group where chat_group.app = $1 and chat_group.group_id = $4)
    from place
   where mine.app = $1 and mine.user_id = any ($3) and mine.conversation_id = $2`;

// A statement of its own after the one before: it finds what was set by the moment at which the lists' rows were to be had.
const FORGET_SETTINGS = `
  delete from message_store.conversation_setting where app = $1 and conversation_id = $2 and user_id = any ($3)`;

const FIND = `
  select name, notice, owner_user_id, join_rule, mute_until, dissolved_at,
         (select count(*) from message_store.group_member member where member.app = $1 and member.group_id = $2) as member_count
    from message_store.chat_group where app = $1 and group_id = $2`;

const MEMBERS = `
  select user_id, is_owner, is_admin, (extract(epoch from joined_at) * 1000)::bigint as joined_at_ms, mute_until
    from message_store.group_member member
    left join lateral (
      select mute_until from message_store.group_mute given
       where given.app = $1 and given.group_id = $2 and given.user_id = member.user_id limit 1) muted on true
   where member.app = $1 and member.group_id = $2 and member.user_id > $3
   order by member.user_id limit $4`;

// By the user's list: members are found by group alone. One by one by their keys (`lateral`), whatever was known of the tables when the plan was made.
const GROUPS_OF_USER = `
  select member.group_id, chat_group.name, member.is_owner, member.is_admin, (extract(epoch from member.joined_at) * 1000)::bigint as joined_at_ms
    from message_store.user_conversation mine
   cross join lateral (
      select * from message_store.group_member given
       where given.app = mine.app and given.group_id = substr(mine.conversation_id, 7) and given.user_id = mine.user_id limit 1) member
   cross join lateral (
      select name, dissolved_at from message_store.chat_group given
       where given.app = mine.app and given.group_id = member.group_id limit 1) chat_group
   where mine.app = $1 and mine.user_id = $2 and mine.conversation_id like 'group/%' and mine.conversation_id > 'group/' || $3
     and mine.end_seq is null and chat_group.dissolved_at is null
   order by mine.conversation_id limit $4`;

// One by one by their keys, as above: every message to a group waits for it.
const PERMISSIONS = `
  select chat_group.group_id is not null as is_known, chat_group.dissolved_at is not null as is_dissolved, chat_group.mute_until as group_mute_until,
         member.is_owner, member.is_admin, muted.mute_until as member_mute_until
    from unnest($2::text[], $3::text[]) with ordinality as sender (group_id, user_id, place)
    left join lateral (
      select group_id, dissolved_at, mute_until from message_store.chat_group given
       where given.app = $1 and given.group_id = sender.group_id limit 1) chat_group on true
    left join lateral (
      select is_owner, is_admin from message_store.group_member given
       where given.app = $1 and given.group_id = sender.group_id and given.user_id = sender.user_id limit 1) member on true
    left join lateral (
      select mute_until from message_store.group_mute given
       where given.app = $1 and given.group_id = sender.group_id and given.user_id = sender.user_id limit 1) muted on true
   order by place`;

export function groupStore(db: StoreDatabase, inTransaction: InGroupTransaction): GroupStore {
  /** Adds members to a group that is locked, so that the limit holds. */
  const addMembers = async (
    statements: Statements,
    group: GroupOfApp & { userIds: readonly string[]; maxMembers: number; owner?: string },
  ): Promise<JoinResult> => {
    const { app, groupId, maxMembers, owner = '' } = group;
    const userIds = [...new Set(group.userIds)];
    const before = await rolesIn(statements, group, userIds);
    const newcomers = userIds.length - before.size;
    const memberCount = (await countMembers(statements, group)) + newcomers;
    // Who is in it stays, and may be named again, when the app's limit has been lowered.
    if (newcomers > 0 && memberCount > maxMembers) return full(maxMembers);
    const added = await statements.prepared<{ user_id: string }>('add-group-members', ADD_MEMBERS, [
      app,
      groupId,
      userIds,
      owner,
    ]);
    await statements.prepared('open-conversations', OPEN_CONVERSATIONS, [app, conversationOf(group), userIds]);
    return { kind: 'joined', memberCount, joined: added.map(({ user_id: userId }) => userId) };
  };

  return {
    create: (group) =>
      inTransaction(group, async (statements): Promise<JoinResult> => {
        const { app, groupId, name, ownerUserId, memberUserIds, notice = '', joinRule } = group;
        const userIds = [ownerUserId, ...memberUserIds];
        const isTooLarge = new Set(userIds).size > group.maxMembers;
        // The limit may have been lowered since it was made: then this is a repeat.
        if (isTooLarge && (await lockGroup(statements, group)) === undefined) return full(group.maxMembers);
        const made = await statements.prepared(
          'create-group',
          `insert into message_store.chat_group (app, group_id, name, owner_user_id, notice, join_rule) values ($1, $2, $3, $4, $5, $6)
             on conflict do nothing returning group_id`,
          [app, groupId, name, ownerUserId, notice, joinRuleColumn(joinRule ?? 'GROUP_JOIN_RULE_FREE')],
        );
        const locked = await lockGroup(statements, group);
        if (locked?.ownerUserId !== ownerUserId) return refused({ refusal: 'GROUP_REFUSAL_GROUP_EXISTS' });
        if (locked.isDissolved) return refused({ refusal: 'GROUP_REFUSAL_GROUP_DISSOLVED' });
        // A repeat, however late, brings back nobody who has left since.
        if (made.length === 0)
          return { kind: 'joined', memberCount: await countMembers(statements, group), joined: [] };
        return addMembers(statements, { ...group, userIds, owner: ownerUserId });
      }),

    add: (group) =>
      inTransaction(group, async (statements): Promise<JoinResult> => {
        const { inviter } = group;
        const locked = await lockGroup(statements, group);
        const by = inviter === undefined ? 'app' : (await rolesIn(statements, group, [inviter])).get(inviter);
        const denial = denialOf('invite', locked, by);
        return denial === undefined ? addMembers(statements, group) : refused(denial);
      }),

    join: (group) =>
      inTransaction(group, async (statements): Promise<JoinResult> => {
        const locked = await lockGroup(statements, group);
        const isMember = (await rolesIn(statements, group, [group.userId])).size > 0;
        const denial = joinDenial(locked, { isMember });
        return denial === undefined ? addMembers(statements, { ...group, userIds: [group.userId] }) : refused(denial);
      }),

    leave: (group) =>
      inTransaction(group, async (statements): Promise<LeaveResult> => {
        if ((await lockGroup(statements, group)) === undefined)
          return refused({ refusal: 'GROUP_REFUSAL_GROUP_NOT_FOUND' });
        const role = (await rolesIn(statements, group, [group.userId])).get(group.userId);
        if (role === undefined) return refused({ refusal: 'GROUP_REFUSAL_NOT_A_MEMBER' });
        await removeMembers(statements, group, [group.userId]);
        const heir = role === 'owner' ? await passOn(statements, group) : undefined;
        return { kind: 'left', ...(heir === undefined ? {} : { heir }) };
      }),

    find: async ({ app, groupId }, nowMs) => {
      const [row] = await db.prepared<{
        name: string;
        notice: string;
        owner_user_id: string;
        join_rule: number;
        mute_until: number | null;
        dissolved_at: number | null;
        member_count: number;
      }>('find-group', FIND, [app, groupId]);
      if (row === undefined) return undefined;
      return {
        name: row.name,
        notice: row.notice,
        ownerUserId: row.owner_user_id,
        joinRule: joinRuleOf(row.join_rule),
        ...muteOf(row.mute_until, nowMs),
        isDissolved: row.dissolved_at !== null,
        memberCount: row.member_count,
      };
    },

    members: async ({ app, groupId, afterUserId, limit, nowMs = Date.now() }) => {
      const known = await db.prepared(
        'is-group',
        `select from message_store.chat_group where app = $1 and group_id = $2`,
        [app, groupId],
      );
      if (known.length === 0) return undefined;
      const rows = await db.prepared<
        RoleColumns & { user_id: string; joined_at_ms: number; mute_until: number | null }
      >('group-members', MEMBERS, [app, groupId, afterUserId, limit]);
      return rows.map((row) => ({
        userId: row.user_id,
        role: roleOf(row) ?? 'member',
        joinedAtMs: row.joined_at_ms,
        ...muteOf(row.mute_until, nowMs),
      }));
    },

    roleOf: async (member) => (await rolesIn(db, member, [member.userId])).get(member.userId),

    groupsOf: async ({ app, userId, afterGroupId, limit }) => {
      const rows = await db.prepared<RoleColumns & { group_id: string; name: string; joined_at_ms: number }>(
        'list-groups-of-user',
        GROUPS_OF_USER,
        [app, userId, afterGroupId, limit],
      );
      return rows.map((row) => ({
        groupId: row.group_id,
        name: row.name,
        role: roleOf(row) ?? 'member',
        joinedAtMs: row.joined_at_ms,
      }));
    },

    permissions: async (app, senders, nowMs) => {
      const rows = await db.prepared<
        RoleColumns & {
          is_known: boolean;
          is_dissolved: boolean;
          group_mute_until: number | null;
          member_mute_until: number | null;
        }
      >('send-permissions', PERMISSIONS, [
        app,
        senders.map(({ groupId }) => groupId),
        senders.map(({ userId }) => userId),
      ]);
      return rows.map((row) =>
        sendPermission(
          {
            isKnown: row.is_known,
            isDissolved: row.is_dissolved,
            role: roleOf(row),
            groupMuteUntilMs: row.group_mute_until,
            memberMuteUntilMs: row.member_mute_until,
          },
          nowMs,
        ),
      );
    },
  };
}

/**
 * Takes members out of a group that is locked; their history ends with its last message and the name that it has, and what they set for it goes: it would be read with every message,
 * and hold for them in whatever group has the id next. Tells who was one.
 */
export async function removeMembers(
  { prepared }: Statements,
  group: GroupOfApp,
  userIds: readonly string[],
): Promise<string[]> {
  const { app, groupId } = group;
  const removed = await prepared<{ user_id: string }>('remove-group-members', REMOVE_MEMBERS, [app, groupId, userIds]);
  const gone = removed.map(({ user_id: userId }) => userId);
  if (gone.length === 0) return gone;
  await prepared('close-conversations', CLOSE_CONVERSATIONS, [app, conversationOf(group), gone, groupId]);
  await prepared('forget-settings-of-members', FORGET_SETTINGS, [app, conversationOf(group), gone]);
  return gone;
}

export function refused(denial: GroupDenial): Refused {
  return { kind: 'refused', ...denial };
}

function full(limit: number): Refused {
  return refused({ refusal: 'GROUP_REFUSAL_GROUP_FULL', limit });
}

/** The owner left: the longest-standing admin inherits, or else member; a group without members is gone. */
async function passOn({ prepared }: Statements, { app, groupId }: GroupOfApp): Promise<string | undefined> {
  const [heir] = await prepared<{ user_id: string }>(
    'heir-of-group',
    `select user_id from message_store.group_member where app = $1 and group_id = $2
      order by is_admin desc, joined_at, user_id limit 1`,
    [app, groupId],
  );
  if (heir === undefined) {
    await prepared('delete-group', `delete from message_store.chat_group where app = $1 and group_id = $2`, [
      app,
      groupId,
    ]);
    return undefined;
  }
  await setOwner({ prepared }, { app, groupId }, heir.user_id);
  return heir.user_id;
}

/** Makes a member the owner of a group that is locked, and who was it a member. A mute of theirs ends: nobody could end it for an owner. */
export async function setOwner({ prepared }: Statements, { app, groupId }: GroupOfApp, userId: string): Promise<void> {
  await prepared(
    'set-owner-of-members',
    `update message_store.group_member set is_owner = (user_id = $3), is_admin = false
      where app = $1 and group_id = $2 and (is_owner or user_id = $3)`,
    [app, groupId, userId],
  );
  await prepared(
    'set-owner-of-group',
    `update message_store.chat_group set owner_user_id = $3 where app = $1 and group_id = $2`,
    [app, groupId, userId],
  );
  await prepared(
    'unmute-owner-of-group',
    `delete from message_store.group_mute where app = $1 and group_id = $2 and user_id = $3`,
    [app, groupId, userId],
  );
}

function conversationOf({ groupId }: GroupOfApp): string {
  return `group/${groupId}`;
}

function muteOf(muteUntil: number | null, nowMs: number): { isMuted: boolean; muteUntilMs: number } {
  const isMuted = isMutedAt(muteUntil, nowMs);
  return { isMuted, muteUntilMs: isMuted ? (muteUntil ?? 0) : 0 };
}
