import type { GroupServiceDefinition } from '@bellhop/contracts';
import { idField, listField, textField, type Handlers } from '@bellhop/grpc';
import { InvalidInput } from '@bellhop/runtime';
import type { Acting, Changed, GroupChangeStore, GroupInfo } from '../db/group-change-store.ts';
import { roleName } from '../domain/group-rights.ts';
import type { GroupTelling, TellGroup } from '../groups/tell-group.ts';
import { actingIn, joinRuleField, MAX_NAME, MAX_NOTICE, muteField, refusalOf } from './group-fields.ts';

const MAX_USERS = 500;

type ChangeRpc =
  | 'UpdateGroupName'
  | 'UpdateGroupNotice'
  | 'UpdateGroupJoinRule'
  | 'KickGroupMembers'
  | 'SetGroupMemberRole'
  | 'TransferGroupOwner'
  | 'DissolveGroup'
  | 'MuteGroup'
  | 'MuteGroupMembers';

/** What owners, admins and apps change in groups. */
export function groupChangeHandlers({
  changes,
  tell,
  clock,
}: {
  changes: GroupChangeStore;
  tell: TellGroup;
  clock: () => number;
}): Pick<Handlers<GroupServiceDefinition>, ChangeRpc> {
  const edit = async (by: Acting, to: Partial<GroupInfo>) => {
    const result = await changes.edit(by, to);
    if (result.kind === 'refused') return refusalOf(result);
    tellOf(by, { change: 'GROUP_CHANGE_INFO', info: { ...result.value } });
    return {};
  };

  return {
    UpdateGroupName: (request) =>
      edit(actingIn(request), { name: textField('name', request.name, MAX_NAME, { optional: true }) }),

    UpdateGroupNotice: (request) =>
      edit(actingIn(request), { notice: textField('notice', request.notice, MAX_NOTICE, { optional: true }) }),

    UpdateGroupJoinRule: (request) => edit(actingIn(request), { joinRule: joinRuleField(request.joinRule) }),

    KickGroupMembers: async (request) => {
      const by = actingIn(request);
      const result = await changes.kick(by, usersField(request.userIds));
      if (result.kind === 'refused') return refusalOf(result);
      const { kicked, memberCount } = result.value;
      if (kicked.length > 0) tellOf(by, { change: 'GROUP_CHANGE_KICKED', concerned: kicked });
      return { memberCount };
    },

    SetGroupMemberRole: async (request) => {
      const by = actingIn(request);
      const memberUserId = idField('memberUserID', request.memberUserId);
      const role = roleField(request.role);
      const result = await changes.setRole(by, memberUserId, role);
      return answered(by, result, () => ({
        change: 'GROUP_CHANGE_ROLE',
        role: roleName(role),
        concerned: [memberUserId],
      }));
    },

    TransferGroupOwner: async (request) => {
      const by = actingIn(request);
      const newOwnerUserId = idField('newOwnerUserID', request.newOwnerUserId);
      const result = await changes.transfer(by, newOwnerUserId);
      return answered(by, result, () => ({ change: 'GROUP_CHANGE_OWNER', concerned: [newOwnerUserId] }));
    },

    DissolveGroup: async (request) => {
      const by = actingIn(request);
      const result = await changes.dissolve(by, clock());
      return answered(by, result, () => ({ change: 'GROUP_CHANGE_DISSOLVED' }));
    },

    MuteGroup: async (request) => {
      const by = actingIn(request);
      const mute = muteField(request, clock());
      const result = await changes.muteAll(by, mute);
      return answered(by, result, () => ({ change: 'GROUP_CHANGE_MUTED', ...mutedNow(mute) }));
    },

    MuteGroupMembers: async (request) => {
      const by = actingIn(request);
      const mute = muteField(request, clock());
      const result = await changes.muteMembers(by, usersField(request.userIds), mute, clock());
      if (result.kind === 'refused') return refusalOf(result);
      if (result.value.length > 0)
        tellOf(by, { change: 'GROUP_CHANGE_MEMBERS_MUTED', concerned: result.value, ...mutedNow(mute) });
      return {};
    },
  };

  function tellOf({ app, groupId, userId }: Acting, what: Omit<GroupTelling, 'app' | 'groupId'>): void {
    tell({ app, groupId, actingUserId: userId, ...what });
  }

  /** Tells what has changed, when anything has. */
  function answered(
    by: Acting,
    result: Changed<{ hasChanged: boolean } | undefined>,
    what: () => Omit<GroupTelling, 'app' | 'groupId'>,
  ) {
    if (result.kind === 'refused') return refusalOf(result);
    if (result.value?.hasChanged !== false) tellOf(by, what());
    return {};
  }
}

function mutedNow(mute: { untilMs: number } | undefined): { isMuted: boolean; muteUntilMs: number } {
  return { isMuted: mute !== undefined, muteUntilMs: mute?.untilMs ?? 0 };
}

function usersField(userIds: readonly string[]): readonly string[] {
  const users = listField('userIDs', userIds, { min: 1, max: MAX_USERS });
  users.forEach((userId, index) => idField(`userIDs.${index}`, userId));
  return [...new Set(users)];
}

function roleField(role: string): 'admin' | 'member' {
  if (role === 'GROUP_ROLE_ADMIN') return 'admin';
  if (role === 'GROUP_ROLE_MEMBER') return 'member';
  throw new InvalidInput('role must be admin or member; an owner is made by a transfer', { field: 'role' });
}
