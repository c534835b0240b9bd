import type { GroupRefusal, GroupServiceDefinition } from '@bellhop/contracts';
import { idField, listField, textField, type Handlers } from '@bellhop/grpc';
import { InvalidInput } from '@bellhop/runtime';
import type { GroupStore, JoinResult } from '../db/group-store.ts';

const MAX_USERS_PER_CALL = 2_000;
const MAX_PAGE = 1_000;

const refusals: Record<Exclude<JoinResult['kind'], 'joined'>, GroupRefusal> = {
  'group-not-found': 'GROUP_REFUSAL_GROUP_NOT_FOUND',
  'not-a-member': 'GROUP_REFUSAL_NOT_A_MEMBER',
  'group-full': 'GROUP_REFUSAL_GROUP_FULL',
  'group-exists': 'GROUP_REFUSAL_GROUP_EXISTS',
};

/** Groups and their members. */
export function groupServiceHandlers({
  groups,
  maxMembers,
}: {
  groups: GroupStore;
  maxMembers: (app: string) => number;
}): Handlers<GroupServiceDefinition> {
  const groupOf = (request: { app: string; groupId: string }) => ({
    app: textField('app', request.app, 32),
    groupId: idField('groupID', request.groupId),
  });
  const answer = (result: JoinResult) =>
    result.kind === 'joined' ? { memberCount: result.memberCount } : { refusal: refusals[result.kind] };
  return {
    CreateGroup: async (request) =>
      answer(
        await groups.create({
          ...groupOf(request),
          name: textField('name', request.name, 50, { optional: true }),
          ownerUserId: idField('ownerUserID', request.ownerUserId),
          memberUserIds: listField('memberUserIDs', request.memberUserIds, { min: 0, max: MAX_USERS_PER_CALL - 1 }),
          maxMembers: maxMembers(request.app),
        }),
      ),
    InviteToGroup: async (request) =>
      answer(
        await groups.add({
          ...groupOf(request),
          userIds: listField('userIDs', request.userIds, { min: 1, max: MAX_USERS_PER_CALL }),
          inviter: idField('inviterUserID', request.inviterUserId),
          maxMembers: maxMembers(request.app),
        }),
      ),
    JoinGroup: async (request) => {
      const result = await groups.add({
        ...groupOf(request),
        userIds: [idField('userID', request.userId)],
        inviter: undefined,
        maxMembers: maxMembers(request.app),
      });
      return result.kind === 'joined' ? {} : { refusal: refusals[result.kind] };
    },
    LeaveGroup: async (request) => {
      const result = await groups.leave({ ...groupOf(request), userId: idField('userID', request.userId) });
      return result === 'left' ? {} : { refusal: refusals[result] };
    },
    ListGroupMembers: async (request) => {
      const group = groupOf(request);
      if (request.pageSize < 0 || request.pageSize > MAX_PAGE)
        throw new InvalidInput(`pageSize must be 1 to ${MAX_PAGE}`, { field: 'pageSize' });
      const limit = request.pageSize === 0 ? 200 : request.pageSize;
      const members = await groups.members({ ...group, afterUserId: request.pageToken, limit: limit + 1 });
      if (members === undefined) return { refusal: 'GROUP_REFUSAL_GROUP_NOT_FOUND' };
      if (request.viewerUserId !== '' && !(await groups.isMember({ ...group, userId: request.viewerUserId })))
        return { refusal: 'GROUP_REFUSAL_NOT_A_MEMBER' };
      const page = members.slice(0, limit);
      return {
        members: page.map(({ userId, isOwner, joinedAtMs }) => ({
          userId,
          joinedAtMs,
          role: isOwner ? ('GROUP_ROLE_OWNER' as const) : ('GROUP_ROLE_MEMBER' as const),
        })),
        nextPageToken: members.length > limit ? (page.at(-1)?.userId ?? '') : '',
      };
    },
  };
}
