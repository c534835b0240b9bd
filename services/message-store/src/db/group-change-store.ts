import type { GroupJoinRule } from '@bellhop/contracts';
import type { Statements } from '@bellhop/postgres';
import { denialOf, type GroupAction, type Role } from '../domain/group-rights.ts';
import type { StoreDatabase } from './database.ts';
import {
  countMembers,
  joinRuleColumn,
  joinRuleOf,
  lockGroup,
  lookAtGroup,
  rolesIn,
  type GroupOfApp,
} from './group-row.ts';
import type { InGroupTransaction } from './group-transactions.ts';
import { refused, removeMembers, setOwner, type Refused } from './group-store.ts';

/** Somebody who does something in a group. */
export interface Acting extends GroupOfApp {
  /** Empty = the app itself, which needs no role. */
  readonly userId: string;
}

export type Changed<T> = { readonly kind: 'done'; readonly value: T } | Refused;

/** Until when: Unix ms; 0 = until somebody ends it. Undefined = they may write again. */
export type Mute = { readonly untilMs: number } | undefined;

export interface GroupInfo {
  readonly name: string;
  readonly notice: string;
  readonly joinRule: GroupJoinRule;
}

/** What owners, admins and apps change in groups. The group is locked while its right to it is decided. */
export interface GroupChangeStore {
  /** Sets some of what a group says of itself; gives all of it. */
  edit(by: Acting, to: Partial<GroupInfo>): Promise<Changed<GroupInfo>>;
  /** Removes members; gives who they were. */
  kick(by: Acting, userIds: readonly string[]): Promise<Changed<{ kicked: readonly string[]; memberCount: number }>>;
  setRole(by: Acting, memberUserId: string, role: 'admin' | 'member'): Promise<Changed<{ hasChanged: boolean }>>;
  transfer(by: Acting, newOwnerUserId: string): Promise<Changed<{ hasChanged: boolean }>>;
  dissolve(by: Acting, nowMs: number): Promise<Changed<undefined>>;
  muteAll(by: Acting, mute: Mute): Promise<Changed<undefined>>;
  /** Gives those who were members. */
  muteMembers(by: Acting, userIds: readonly string[], mute: Mute, nowMs: number): Promise<Changed<readonly string[]>>;
  setAttributes(by: Acting, attributes: Readonly<Record<string, string>>): Promise<Changed<undefined>>;
  deleteAttributes(by: Acting, names: readonly string[]): Promise<Changed<undefined>>;
  attributes(by: Acting): Promise<Changed<Record<string, string>>>;
}

/** Attributes of a group. */
export const MAX_ATTRIBUTES = 50;

const EDIT = `
  update message_store.chat_group set name = coalesce($3, name), notice = coalesce($4, notice), join_rule = coalesce($5, join_rule)
   where app = $1 and group_id = $2
  returning name, notice, join_rule`;

const MUTE_MEMBERS = `
  with over as (
    delete from message_store.group_mute
     where app = $1 and group_id = $2 and mute_until > 0 and mute_until <= $5 and user_id <> all ($3)
  )
  insert into message_store.group_mute (app, group_id, user_id, mute_until)
  select $1, $2, user_id, $4 from unnest($3::text[]) as given (user_id)
  on conflict (app, group_id, user_id) do update set mute_until = excluded.mute_until`;

const UNMUTE_MEMBERS = `delete from message_store.group_mute where app = $1 and group_id = $2 and user_id = any ($3)`;

const SET_ATTRIBUTES = `
  insert into message_store.group_attribute (app, group_id, name, value)
  select $1, $2, name, value from unnest($3::text[], $4::text[]) as given (name, value)
  on conflict (app, group_id, name) do update set value = excluded.value`;

const COUNT_ATTRIBUTES = `
  select count(*) as others from message_store.group_attribute where app = $1 and group_id = $2 and name <> all ($3)`;

const DELETE_ATTRIBUTES = `delete from message_store.group_attribute where app = $1 and group_id = $2 and name = any ($3)`;

const ATTRIBUTES = `select name, value from message_store.group_attribute where app = $1 and group_id = $2 order by name`;

export function groupChangeStore(db: StoreDatabase, inTransaction: InGroupTransaction): GroupChangeStore {
  /** Does it when who acts may, and when those of `to` who are members let it be done to them. */
  const change = <T>(
    action: GroupAction,
    by: Acting,
    to: readonly string[],
    work: (statements: Statements, roles: ReadonlyMap<string, Role>) => Promise<Changed<T>>,
  ): Promise<Changed<T>> =>
    inTransaction(by, async (statements): Promise<Changed<T>> => {
      const group = await lockGroup(statements, by);
      const roles = await rolesIn(statements, by, [by.userId, ...to]);
      const concerned = [...new Set(to)].flatMap((userId) => roles.get(userId) ?? []);
      const denial = denialOf(action, group, by.userId === '' ? 'app' : roles.get(by.userId), concerned);
      if (denial !== undefined) return refused(denial);
      return work(statements, roles);
    });

  const noMember = refused({ refusal: 'GROUP_REFUSAL_MEMBER_NOT_FOUND' });

  return {
    edit: (by, { name = null, notice = null, joinRule }) =>
      change('edit', by, [], async ({ prepared }) => {
        const [row] = await prepared<{ name: string; notice: string; join_rule: number }>('edit-group', EDIT, [
          by.app,
          by.groupId,
          name,
          notice,
          joinRule === undefined ? null : joinRuleColumn(joinRule),
        ]);
        if (row === undefined) throw new Error('a group that is locked is gone');
        return done({ name: row.name, notice: row.notice, joinRule: joinRuleOf(row.join_rule) });
      }),

    kick: (by, userIds) =>
      change('kick', by, userIds, async (statements) => {
        const kicked = await removeMembers(statements, by, userIds);
        return done({ kicked, memberCount: await countMembers(statements, by) });
      }),

    setRole: (by, memberUserId, role) =>
      change('set a role', by, [memberUserId], async ({ prepared }, roles) => {
        const before = roles.get(memberUserId);
        if (before === undefined) return noMember;
        await prepared(
          'set-role-of-member',
          `update message_store.group_member set is_admin = $4 where app = $1 and group_id = $2 and user_id = $3`,
          [by.app, by.groupId, memberUserId, role === 'admin'],
        );
        return done({ hasChanged: before !== role });
      }),

    transfer: (by, newOwnerUserId) =>
      change('transfer', by, [newOwnerUserId], async (statements, roles) => {
        const before = roles.get(newOwnerUserId);
        if (before === undefined) return noMember;
        if (before !== 'owner') await setOwner(statements, by, newOwnerUserId);
        return done({ hasChanged: before !== 'owner' });
      }),

    dissolve: (by, nowMs) =>
      change('dissolve', by, [], async ({ prepared }) => {
        await prepared(
          'dissolve-group',
          `update message_store.chat_group set dissolved_at = $3 where app = $1 and group_id = $2`,
          [by.app, by.groupId, nowMs],
        );
        return done(undefined);
      }),

    muteAll: (by, mute) =>
      change('mute all', by, [], async ({ prepared }) => {
        await prepared(
          'mute-group',
          `update message_store.chat_group set mute_until = $3 where app = $1 and group_id = $2`,
          [by.app, by.groupId, mute?.untilMs ?? null],
        );
        return done(undefined);
      }),

    muteMembers: (by, userIds, mute, nowMs) =>
      change('mute members', by, userIds, async ({ prepared }, roles) => {
        const members = [...new Set(userIds)].filter((userId) => roles.has(userId));
        if (mute === undefined) await prepared('unmute-members', UNMUTE_MEMBERS, [by.app, by.groupId, members]);
        else await prepared('mute-members', MUTE_MEMBERS, [by.app, by.groupId, members, mute.untilMs, nowMs]);
        return done<readonly string[]>(members);
      }),

    setAttributes: (by, attributes) =>
      change('edit', by, [], async ({ prepared }) => {
        const names = Object.keys(attributes);
        const [count] = await prepared<{ others: number }>('count-attributes', COUNT_ATTRIBUTES, [
          by.app,
          by.groupId,
          names,
        ]);
        if ((count?.others ?? 0) + names.length > MAX_ATTRIBUTES)
          return refused({ refusal: 'GROUP_REFUSAL_TOO_MANY_ATTRIBUTES', limit: MAX_ATTRIBUTES });
        await prepared('set-attributes', SET_ATTRIBUTES, [by.app, by.groupId, names, Object.values(attributes)]);
        return done(undefined);
      }),

    deleteAttributes: (by, names) =>
      change('edit', by, [], async ({ prepared }) => {
        await prepared('delete-attributes', DELETE_ATTRIBUTES, [by.app, by.groupId, names]);
        return done(undefined);
      }),

    attributes: async (by) => {
      const [group, roles] = await Promise.all([lookAtGroup(db, by), rolesIn(db, by, [by.userId])]);
      const denial = denialOf('look', group, by.userId === '' ? 'app' : roles.get(by.userId), []);
      if (denial !== undefined) return refused(denial);
      const rows = await db.prepared<{ name: string; value: string }>('group-attributes', ATTRIBUTES, [
        by.app,
        by.groupId,
      ]);
      return done(Object.fromEntries(rows.map(({ name, value }) => [name, value])));
    },
  };
}

function done<T>(value: T): Changed<T> {
  return { kind: 'done', value };
}
