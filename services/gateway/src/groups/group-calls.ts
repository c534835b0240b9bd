import { z } from 'zod';
import { groupService } from '@bellhop/grpc';
import type { Call } from '../calls/call.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { nextPageToken, nothing, object, page, time } from '../calls/shapes.ts';
import { groupId, textOf, userId } from '../domain/identifiers.ts';

const chapter = 'groups';
const access = 'app';
const memberCount = object({ memberCount: z.number() });
const actingUser = z.strictObject({ groupID: groupId, userID: userId });

const createGroup = ownerCall({
  name: 'createGroup',
  chapter,
  about: 'Creates a group; its owner may repeat it',
  access,
  http: { route: 'POST /v1/apps/:app/groups', status: 201, echo: ['groupID'] },
  grpc: { contract: groupService, rpc: 'CreateGroup' },
  actor: 'ownerUserID',
  input: z.strictObject({
    groupID: groupId,
    name: textOf(0, 50).optional(),
    ownerUserID: userId,
    memberUserIDs: z.array(userId).max(1_999, 'must name at most 1,999 users').optional(),
  }),
  output: memberCount,
  errors: ['GROUP_EXISTS', 'GROUP_FULL'],
  run: (request, { clients }) => clients.groups.createGroup(request),
});

const inviteToGroup = ownerCall({
  name: 'inviteToGroup',
  chapter,
  about: 'Invites users',
  access,
  http: 'POST /v1/apps/:app/groups/:groupID/members',
  grpc: { contract: groupService, rpc: 'InviteToGroup' },
  actor: 'inviterUserID',
  input: z.strictObject({
    groupID: groupId,
    inviterUserID: userId,
    userIDs: z.array(userId).min(1, 'must name at least one user').max(2_000, 'must name at most 2,000 users'),
  }),
  output: memberCount,
  errors: ['GROUP_NOT_FOUND', 'NOT_A_MEMBER', 'GROUP_FULL'],
  run: (request, { clients }) => clients.groups.inviteToGroup(request),
});

const joinGroup = ownerCall({
  name: 'joinGroup',
  chapter,
  about: 'A user enters a group',
  access,
  http: 'POST /v1/apps/:app/groups/:groupID/join',
  grpc: { contract: groupService, rpc: 'JoinGroup' },
  actor: 'userID',
  input: actingUser,
  output: nothing,
  errors: ['GROUP_NOT_FOUND', 'GROUP_FULL'],
  run: (request, { clients }) => clients.groups.joinGroup(request),
});

const leaveGroup = ownerCall({
  name: 'leaveGroup',
  chapter,
  about: 'A user leaves a group; an owner hands it to the member who has been there longest',
  access,
  http: 'POST /v1/apps/:app/groups/:groupID/leave',
  grpc: { contract: groupService, rpc: 'LeaveGroup' },
  actor: 'userID',
  input: actingUser,
  output: nothing,
  errors: ['GROUP_NOT_FOUND', 'NOT_A_MEMBER'],
  run: async (request, { clients, groupSenders }) => {
    const response = await clients.groups.leaveGroup(request);
    groupSenders.forget(request.app ?? '', { groupId: request.groupId ?? '', userId: request.userId ?? '' });
    return response;
  },
});

const listGroupMembers = ownerCall({
  name: 'listGroupMembers',
  chapter,
  about: 'Lists the members by user id, in pages; with `viewerUserID` only for a member',
  access,
  http: 'GET /v1/apps/:app/groups/:groupID/members',
  grpc: { contract: groupService, rpc: 'ListGroupMembers' },
  actor: 'viewerUserID',
  input: z.strictObject({ groupID: groupId, ...page(1_000, 512), viewerUserID: userId.optional() }),
  output: object({
    members: z.array(object({ userID: z.string(), role: z.enum(['owner', 'member']), joinedAt: time })),
    nextPageToken,
  }),
  errors: ['GROUP_NOT_FOUND', 'NOT_A_MEMBER'],
  run: (request, { clients }) => clients.groups.listGroupMembers(request),
});

/** What can be done with groups: message-store decides. */
export const groupCalls: readonly Call[] = [createGroup, inviteToGroup, joinGroup, leaveGroup, listGroupMembers];
