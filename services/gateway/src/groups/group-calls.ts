import { z } from 'zod';
import { groupService } from '@bellhop/grpc';
import type { Call } from '../calls/call.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { nextPageToken, nothing, object, page, time } from '../calls/shapes.ts';
import { groupId, userId } from '../domain/identifiers.ts';
import {
  access,
  acting,
  asMessage,
  changing,
  chapter,
  groupPath,
  joinRule,
  muted,
  name,
  notice,
  role,
} from './group-shapes.ts';

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
  countsAs: asMessage,
  membersIn: ({ memberUserIDs = [] }) => memberUserIDs.length,
  input: z.strictObject({
    groupID: groupId,
    name: name.optional(),
    notice: notice.optional(),
    joinRule: joinRule.optional(),
    ownerUserID: userId,
    memberUserIDs: z.array(userId).max(1_999, 'must name at most 1,999 users').optional(),
  }),
  output: memberCount,
  errors: ['GROUP_EXISTS', 'GROUP_FULL', 'GROUP_DISSOLVED'],
  run: (request, { clients }) => clients.groups.createGroup(request),
});

const getGroup = ownerCall({
  name: 'getGroup',
  chapter,
  about: 'A group as it stands; with `userID` only for a member, and with their role',
  access,
  http: `GET ${groupPath}`,
  grpc: { contract: groupService, rpc: 'GetGroup' },
  actor: 'userID',
  input: z.strictObject(acting),
  output: object({
    group: object({
      groupID: z.string(),
      name: z.string(),
      notice: z.string(),
      ownerUserID: z.string(),
      joinRule,
      ...muted,
      isDissolved: z.boolean(),
      memberCount: z.number(),
    }),
    role: role.optional(),
  }),
  errors: ['GROUP_NOT_FOUND', 'NOT_A_MEMBER'],
  run: (request, { clients }) => clients.groups.getGroup(request),
});

const listUserGroups = ownerCall({
  name: 'listUserGroups',
  chapter,
  about: 'The groups of a user by id, in pages, without dissolved ones',
  access,
  http: 'GET /v1/apps/:app/users/:userID/groups',
  grpc: { contract: groupService, rpc: 'ListUserGroups' },
  actor: 'userID',
  input: z.strictObject({ userID: userId, ...page(200, 64) }),
  output: object({
    groups: z.array(object({ groupID: z.string(), name: z.string(), role, joinedAt: time })),
    nextPageToken,
  }),
  run: (request, { clients }) => clients.groups.listUserGroups(request),
});

const inviteToGroup = ownerCall({
  name: 'inviteToGroup',
  chapter,
  about: 'Invites users, as the join rule lets; without `inviterUserID` the app adds them',
  access,
  http: `POST ${groupPath}/members`,
  grpc: { contract: groupService, rpc: 'InviteToGroup' },
  actor: 'inviterUserID',
  countsAs: asMessage,
  membersIn: ({ userIDs }) => userIDs.length,
  input: z.strictObject({
    groupID: groupId,
    inviterUserID: userId.optional(),
    userIDs: z.array(userId).min(1, 'must name at least one user').max(2_000, 'must name at most 2,000 users'),
  }),
  output: memberCount,
  errors: ['GROUP_NOT_FOUND', 'NOT_A_MEMBER', 'NOT_ALLOWED', 'GROUP_CLOSED', 'GROUP_FULL', 'GROUP_DISSOLVED'],
  run: (request, { clients }) => clients.groups.inviteToGroup(request),
});

const joinGroup = ownerCall({
  name: 'joinGroup',
  chapter,
  about: 'A user enters a group whose join rule is `free`',
  access,
  http: `POST ${groupPath}/join`,
  grpc: { contract: groupService, rpc: 'JoinGroup' },
  actor: 'userID',
  countsAs: asMessage,
  input: actingUser,
  output: nothing,
  errors: ['GROUP_NOT_FOUND', 'INVITATION_NEEDED', 'GROUP_CLOSED', 'GROUP_FULL', 'GROUP_DISSOLVED'],
  run: (request, { clients }) => clients.groups.joinGroup(request),
});

const leaveGroup = ownerCall({
  name: 'leaveGroup',
  chapter,
  about: 'A user leaves a group; an owner hands it to the admin, or else member, who has been there longest',
  access,
  http: `POST ${groupPath}/leave`,
  grpc: { contract: groupService, rpc: 'LeaveGroup' },
  actor: 'userID',
  countsAs: asMessage,
  input: actingUser,
  output: nothing,
  errors: ['GROUP_NOT_FOUND', 'NOT_A_MEMBER'],
  run: changing((request, groups) => groups.leaveGroup(request)),
});

const listGroupMembers = ownerCall({
  name: 'listGroupMembers',
  chapter,
  about: 'Lists the members by user id, in pages; with `viewerUserID` only for a member',
  access,
  http: `GET ${groupPath}/members`,
  grpc: { contract: groupService, rpc: 'ListGroupMembers' },
  actor: 'viewerUserID',
  input: z.strictObject({ groupID: groupId, ...page(1_000, 512), viewerUserID: userId.optional() }),
  output: object({
    members: z.array(object({ userID: z.string(), role, joinedAt: time, ...muted })),
    nextPageToken,
  }),
  errors: ['GROUP_NOT_FOUND', 'NOT_A_MEMBER'],
  run: (request, { clients }) => clients.groups.listGroupMembers(request),
});

/** Groups and who is in them: message-store decides. */
export const groupCalls: readonly Call[] = [
  createGroup,
  getGroup,
  listUserGroups,
  inviteToGroup,
  joinGroup,
  leaveGroup,
  listGroupMembers,
];
