import type { GroupServiceDefinition } from '@bellhop/contracts';
import { idField, listField, textField, type Handlers } from '@bellhop/grpc';
import type { GroupChangeStore } from '../db/group-change-store.ts';
import type { GroupStore, JoinResult } from '../db/group-store.ts';
import { denialOf, roleName } from '../domain/group-rights.ts';
import type { LeaveGroup } from '../groups/leave-group.ts';
import type { TellGroup } from '../groups/tell-group.ts';
import { groupAttributeHandlers } from './group-attributes.ts';
import { groupChangeHandlers } from './group-changes.ts';
import { groupOf, joinRuleField, MAX_NAME, MAX_NOTICE, pageSizeField, refusalOf } from './group-fields.ts';

const MAX_USERS_PER_CALL = 2_000;

/** Groups and their members. Everything that changes one is told to its members who are connected. */
export function groupServiceHandlers({
  groups,
  changes,
  leave,
  tell,
  maxMembers,
  clock,
}: {
  groups: GroupStore;
  changes: GroupChangeStore;
  leave: LeaveGroup;
  tell: TellGroup;
  maxMembers: (app: string) => number;
  clock: () => number;
}): Handlers<GroupServiceDefinition> {
  /** Tells who came in. */
  const joined = (group: { app: string; groupId: string }, result: JoinResult, actingUserId: string) => {
    if (result.kind === 'refused') return refusalOf(result);
    if (result.joined.length > 0)
      tell({ ...group, change: 'GROUP_CHANGE_JOINED', actingUserId, concerned: result.joined });
    return { memberCount: result.memberCount };
  };

  return {
    ...groupChangeHandlers({ changes, tell, clock }),
    ...groupAttributeHandlers({ changes, tell }),

    CreateGroup: async (request) => {
      const group = groupOf(request);
      const ownerUserId = idField('ownerUserID', request.ownerUserId);
      const result = await groups.create({
        ...group,
        name: textField('name', request.name, MAX_NAME, { optional: true }),
        notice: textField('notice', request.notice, MAX_NOTICE, { optional: true }),
        joinRule: joinRuleField(request.joinRule),
        ownerUserId,
        memberUserIds: listField('memberUserIDs', request.memberUserIds, { min: 0, max: MAX_USERS_PER_CALL - 1 }),
        maxMembers: maxMembers(request.app),
      });
      return joined(group, result, ownerUserId);
    },

    InviteToGroup: async (request) => {
      const group = groupOf(request);
      const inviter = textField('inviterUserID', request.inviterUserId, 64, { optional: true });
      const result = await groups.add({
        ...group,
        userIds: listField('userIDs', request.userIds, { min: 1, max: MAX_USERS_PER_CALL }),
        inviter: inviter === '' ? undefined : inviter,
        maxMembers: maxMembers(request.app),
      });
      return joined(group, result, inviter);
    },

    JoinGroup: async (request) => {
      const group = groupOf(request);
      const userId = idField('userID', request.userId);
      const result = await groups.join({ ...group, userId, maxMembers: maxMembers(request.app) });
      if (result.kind === 'refused') return refusalOf(result);
      joined(group, result, userId);
      return {};
    },

    LeaveGroup: async (request) => {
      const result = await leave({ ...groupOf(request), userId: idField('userID', request.userId) });
      return result.kind === 'left' ? {} : { refusal: result.refusal };
    },

    GetGroup: async (request) => {
      const group = groupOf(request);
      const userId = textField('userID', request.userId, 64, { optional: true });
      const [found, role] = await Promise.all([
        groups.find(group, clock()),
        userId === '' ? ('app' as const) : groups.roleOf({ ...group, userId }),
      ]);
      const denial = denialOf('look', found, role);
      if (denial !== undefined || found === undefined)
        return { refusal: denial?.refusal ?? 'GROUP_REFUSAL_GROUP_NOT_FOUND' };
      return {
        group: { groupId: group.groupId, ...found },
        ...(role === undefined || role === 'app' ? {} : { role: roleName(role) }),
      };
    },

    ListUserGroups: async (request) => {
      const limit = pageSizeField(request.pageSize, { max: 200, otherwise: 100 });
      const found = await groups.groupsOf({
        app: textField('app', request.app, 32),
        userId: idField('userID', request.userId),
        afterGroupId: textField('pageToken', request.pageToken, 64, { optional: true }),
        limit: limit + 1,
      });
      const page = found.slice(0, limit);
      return {
        groups: page.map((group) => ({ ...group, role: roleName(group.role) })),
        nextPageToken: found.length > limit ? (page.at(-1)?.groupId ?? '') : '',
      };
    },

    ListGroupMembers: async (request) => {
      const group = groupOf(request);
      const limit = pageSizeField(request.pageSize, { max: 1_000, otherwise: 200 });
      const members = await groups.members({
        ...group,
        afterUserId: textField('pageToken', request.pageToken, 64, { optional: true }),
        limit: limit + 1,
        nowMs: clock(),
      });
      if (members === undefined) return { refusal: 'GROUP_REFUSAL_GROUP_NOT_FOUND' };
      const viewer = request.viewerUserId;
      if (viewer !== '' && (await groups.roleOf({ ...group, userId: viewer })) === undefined)
        return { refusal: 'GROUP_REFUSAL_NOT_A_MEMBER' };
      const page = members.slice(0, limit);
      return {
        members: page.map((member) => ({ ...member, role: roleName(member.role) })),
        nextPageToken: members.length > limit ? (page.at(-1)?.userId ?? '') : '',
      };
    },
  };
}
