import type { GroupServiceDefinition } from '@bellhop/contracts';
import type { Handlers } from '@bellhop/grpc';
import type { ApiKeys } from '../auth/api-keys.ts';
import { actingUserInput, createGroupInput, inviteInput, listMembersInput } from '../domain/group-input.ts';
import { groupId } from '../domain/identifiers.ts';
import { parseInput } from '../domain/parse-input.ts';
import type { GroupCalls } from '../groups/group-calls.ts';

/** The same calls as message-store serves, for holders of an API key; a refusal stays a value. */
export function groupServiceHandlers({
  keys,
  groups,
}: {
  keys: ApiKeys;
  groups: GroupCalls;
}): Handlers<GroupServiceDefinition> {
  return {
    CreateGroup: async (request, { bearer }) => {
      const { app } = keys.app(request.app, bearer);
      const input = {
        groupID: request.groupId,
        name: request.name,
        ownerUserID: request.ownerUserId,
        memberUserIDs: request.memberUserIds,
      };
      return groups.create(app, parseInput(createGroupInput, input));
    },
    InviteToGroup: async (request, { bearer }) => {
      const { app } = keys.app(request.app, bearer);
      const input = parseInput(inviteInput, { inviterUserID: request.inviterUserId, userIDs: request.userIds });
      return groups.invite(app, parseInput(groupId, request.groupId), input);
    },
    JoinGroup: async (request, { bearer }) => {
      const { app } = keys.app(request.app, bearer);
      const { userID } = parseInput(actingUserInput, { userID: request.userId });
      return groups.join(app, parseInput(groupId, request.groupId), userID);
    },
    LeaveGroup: async (request, { bearer }) => {
      const { app } = keys.app(request.app, bearer);
      const { userID } = parseInput(actingUserInput, { userID: request.userId });
      return groups.leave(app, parseInput(groupId, request.groupId), userID);
    },
    ListGroupMembers: async (request, { bearer }) => {
      const { app } = keys.app(request.app, bearer);
      const page = parseInput(listMembersInput, {
        ...(request.pageSize === 0 ? {} : { pageSize: request.pageSize }),
        ...(request.pageToken === '' ? {} : { pageToken: request.pageToken }),
        ...(request.viewerUserId === '' ? {} : { viewerUserID: request.viewerUserId }),
      });
      return groups.listMembers(app, parseInput(groupId, request.groupId), page);
    },
  };
}
