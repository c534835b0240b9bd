import type { GroupJoinRule, MessageAccepted } from '@bellhop/contracts';
import type { Statements } from '@bellhop/postgres';
import type { GroupState, Role } from '../domain/group-rights.ts';

export interface GroupOfApp {
  readonly app: string;
  readonly groupId: string;
}

/** What the row of a member says of their role; null = no member. */
export interface RoleColumns {
  readonly is_owner: boolean | null;
  readonly is_admin: boolean | null;
}

/** What decides of a group who may do what. */
export interface KnownGroup extends GroupState {
  readonly ownerUserId: string;
}

const rules: readonly GroupJoinRule[] = [
  'GROUP_JOIN_RULE_FREE',
  'GROUP_JOIN_RULE_MEMBERS_INVITE',
  'GROUP_JOIN_RULE_ADMINS_INVITE',
  'GROUP_JOIN_RULE_CLOSED',
];

/** The group that a message goes to. */
export function groupOf({
  app,
  target,
  toGroupId = '',
}: Pick<MessageAccepted, 'app' | 'target' | 'toGroupId'>): GroupOfApp | undefined {
  return target === 'toGroupId' ? { app, groupId: toGroupId } : undefined;
}

export function roleOf({ is_owner, is_admin }: RoleColumns): Role | undefined {
  if (is_owner === null) return undefined;
  if (is_owner) return 'owner';
  return is_admin === true ? 'admin' : 'member';
}

export function joinRuleOf(column: number): GroupJoinRule {
  return rules[column - 1] ?? 'GROUP_JOIN_RULE_FREE';
}

export function joinRuleColumn(rule: GroupJoinRule): number {
  return Math.max(1, rules.indexOf(rule) + 1);
}

const GROUP = `select owner_user_id, join_rule, dissolved_at from message_store.chat_group where app = $1 and group_id = $2`;

/** Locks a group, so that what is decided of it still holds when it is done; undefined = there is none. */
export function lockGroup(statements: Statements, group: GroupOfApp): Promise<KnownGroup | undefined> {
  return groupBy(statements, 'lock-group', `${GROUP} for update`, group);
}

/** The same for who only reads: waits for nobody, and nobody waits for it. */
export function lookAtGroup(statements: Statements, group: GroupOfApp): Promise<KnownGroup | undefined> {
  return groupBy(statements, 'look-at-group', GROUP, group);
}

async function groupBy(
  { prepared }: Statements,
  name: string,
  text: string,
  { app, groupId }: GroupOfApp,
): Promise<KnownGroup | undefined> {
  const [row] = await prepared<{ owner_user_id: string; join_rule: number; dissolved_at: number | null }>(name, text, [
    app,
    groupId,
  ]);
  if (row === undefined) return undefined;
  return {
    ownerUserId: row.owner_user_id,
    joinRule: joinRuleOf(row.join_rule),
    isDissolved: row.dissolved_at !== null,
  };
}

/** The roles of those of the users who are members. */
export async function rolesIn(
  { prepared }: Statements,
  { app, groupId }: GroupOfApp,
  userIds: readonly string[],
): Promise<Map<string, Role>> {
  const rows = await prepared<{ user_id: string; is_owner: boolean; is_admin: boolean }>(
    'roles-in-group',
    `select user_id, is_owner, is_admin from message_store.group_member where app = $1 and group_id = $2 and user_id = any ($3)`,
    [app, groupId, userIds],
  );
  return new Map(rows.map((row) => [row.user_id, roleOf(row) ?? 'member']));
}

/** How many members a group has. */
export async function countMembers({ prepared }: Statements, { app, groupId }: GroupOfApp): Promise<number> {
  const [row] = await prepared<{ count: number }>(
    'count-group-members',
    `select count(*) as count from message_store.group_member where app = $1 and group_id = $2`,
    [app, groupId],
  );
  return row?.count ?? 0;
}
