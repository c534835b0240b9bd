import type { GroupJoinRule, GroupRefusal, GroupRole, SendPermission } from '@bellhop/contracts';

/** A member's role. */
export type Role = 'owner' | 'admin' | 'member';

/** What somebody wants to do to a group. */
export type GroupAction =
  'look' | 'invite' | 'edit' | 'kick' | 'mute members' | 'mute all' | 'set a role' | 'transfer' | 'dissolve';

/** What counts of a group when something is decided. */
export interface GroupState {
  readonly joinRule: GroupJoinRule;
  readonly isDissolved: boolean;
}

/** Why something is not done. */
export interface GroupDenial {
  readonly refusal: GroupRefusal;
  /** Of NOT_ALLOWED: the least role that may. */
  readonly requiredRole?: GroupRole;
  /** Of a limit: what it is. */
  readonly limit?: number;
}

const rank: Record<Role, number> = { member: 0, admin: 1, owner: 2 };

const roles: Record<Role, GroupRole> = {
  member: 'GROUP_ROLE_MEMBER',
  admin: 'GROUP_ROLE_ADMIN',
  owner: 'GROUP_ROLE_OWNER',
};

/** The least role for each action. */
const least: Record<Exclude<GroupAction, 'invite'>, Role> = {
  look: 'member',
  edit: 'admin',
  kick: 'admin',
  'mute members': 'admin',
  'mute all': 'admin',
  'set a role': 'owner',
  transfer: 'owner',
  dissolve: 'owner',
};

/** A role as contracts name it. */
export function roleName(role: Role): GroupRole {
  return roles[role];
}

/**
 * Whether somebody may do something to a group; undefined = they may.
 * @param group undefined = there is none
 * @param by their role, undefined = they are no member; 'app' = the app itself, which needs no role
 * @param to roles of the members whom it concerns
 */
export function denialOf(
  action: GroupAction,
  group: GroupState | undefined,
  by: Role | undefined | 'app',
  to: readonly Role[] = [],
): GroupDenial | undefined {
  if (group === undefined) return { refusal: 'GROUP_REFUSAL_GROUP_NOT_FOUND' };
  if (by === undefined) return { refusal: 'GROUP_REFUSAL_NOT_A_MEMBER' };
  if (group.isDissolved && action !== 'look') return { refusal: 'GROUP_REFUSAL_GROUP_DISSOLVED' };
  if (by !== 'app') {
    const needed = action === 'invite' ? inviting(group.joinRule) : least[action];
    if (needed === undefined) return { refusal: 'GROUP_REFUSAL_GROUP_CLOSED' };
    if (rank[by] < rank[needed]) return notAllowed(needed);
  }
  if (action !== 'kick' && action !== 'mute members' && action !== 'set a role') return undefined;
  if (to.includes('owner')) return { refusal: 'GROUP_REFUSAL_OWNER_STAYS' };
  if (by === 'admin' && to.includes('admin')) return notAllowed('owner');
  return undefined;
}

/** Whether a user may come into a group by themselves; undefined = they may. */
export function joinDenial(
  group: GroupState | undefined,
  { isMember }: { isMember: boolean },
): GroupDenial | undefined {
  if (group === undefined) return { refusal: 'GROUP_REFUSAL_GROUP_NOT_FOUND' };
  if (group.isDissolved) return { refusal: 'GROUP_REFUSAL_GROUP_DISSOLVED' };
  if (isMember || group.joinRule === 'GROUP_JOIN_RULE_FREE') return undefined;
  return {
    refusal:
      group.joinRule === 'GROUP_JOIN_RULE_CLOSED' ? 'GROUP_REFUSAL_GROUP_CLOSED' : 'GROUP_REFUSAL_INVITATION_NEEDED',
  };
}

/** What counts when a user wants to send to a group. Times: Unix ms, 0 = until somebody ends it, null = not muted. */
export interface SenderState {
  readonly isKnown: boolean;
  readonly isDissolved: boolean;
  /** Undefined = no member. */
  readonly role: Role | undefined;
  /** Of the group: the owner and admins may write all the same. */
  readonly groupMuteUntilMs: number | null;
  readonly memberMuteUntilMs: number | null;
}

/** What a user may send to a group. */
export interface MaySend {
  readonly permission: SendPermission;
  readonly muteUntilMs: number;
  /** Whether they may mention everybody so that it notifies whoever muted the group. */
  readonly mayNotifyAll: boolean;
}

/** Whether a user may send to a group; of who is muted twice, the later end counts. */
export function sendPermission(
  { isKnown, isDissolved, role, groupMuteUntilMs, memberMuteUntilMs }: SenderState,
  nowMs: number,
): MaySend {
  const mayNotifyAll = role === 'owner' || role === 'admin';
  const without = (permission: SendPermission) => ({ permission, muteUntilMs: 0, mayNotifyAll });
  if (!isKnown) return without('SEND_PERMISSION_GROUP_NOT_FOUND');
  if (role === undefined) return without('SEND_PERMISSION_NOT_A_MEMBER');
  if (isDissolved) return without('SEND_PERMISSION_GROUP_DISSOLVED');
  const ends = [memberMuteUntilMs, role === 'member' ? groupMuteUntilMs : null].filter((until) =>
    isMutedAt(until, nowMs),
  ) as number[];
  if (ends.length === 0) return without('SEND_PERMISSION_ALLOWED');
  return { ...without('SEND_PERMISSION_MUTED'), muteUntilMs: ends.includes(0) ? 0 : Math.max(...ends) };
}

/** Whether a mute holds: `untilMs` 0 = until somebody ends it, null = there is none. */
export function isMutedAt(untilMs: number | null, nowMs: number): boolean {
  return untilMs !== null && (untilMs === 0 || untilMs > nowMs);
}

/** Undefined = no member may. */
function inviting(rule: GroupJoinRule): Role | undefined {
  if (rule === 'GROUP_JOIN_RULE_CLOSED') return undefined;
  return rule === 'GROUP_JOIN_RULE_ADMINS_INVITE' ? 'admin' : 'member';
}

function notAllowed(requires: Role): GroupDenial {
  return { refusal: 'GROUP_REFUSAL_NOT_ALLOWED', requiredRole: roles[requires] };
}
