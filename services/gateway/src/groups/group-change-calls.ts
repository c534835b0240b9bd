import { z } from 'zod';
import { groupService } from '@bellhop/grpc';
import type { Call } from '../calls/call.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { nothing, object } from '../calls/shapes.ts';
import { userId } from '../domain/identifiers.ts';
import {
  access,
  acting,
  asMessage,
  changing,
  chapter,
  denials,
  groupPath,
  joinRule,
  mute,
  name,
  notice,
  someUsers,
} from './group-shapes.ts';

const updateGroupName = ownerCall({
  name: 'updateGroupName',
  chapter,
  about: 'Names a group anew; for owner and admins',
  access,
  http: `PUT ${groupPath}/name`,
  grpc: { contract: groupService, rpc: 'UpdateGroupName' },
  actor: 'userID',
  countsAs: asMessage,
  input: z.strictObject({ ...acting, name }),
  output: nothing,
  errors: denials,
  run: (request, { clients }) => clients.groups.updateGroupName(request),
});

const updateGroupNotice = ownerCall({
  name: 'updateGroupNotice',
  chapter,
  about: 'Sets what the members of a group are to know; for owner and admins',
  access,
  http: `PUT ${groupPath}/notice`,
  grpc: { contract: groupService, rpc: 'UpdateGroupNotice' },
  actor: 'userID',
  countsAs: asMessage,
  input: z.strictObject({ ...acting, notice }),
  output: nothing,
  errors: denials,
  run: (request, { clients }) => clients.groups.updateGroupNotice(request),
});

const updateGroupJoinRule = ownerCall({
  name: 'updateGroupJoinRule',
  chapter,
  about: 'Sets how users come into a group; for owner and admins',
  access,
  http: `PUT ${groupPath}/join-rule`,
  grpc: { contract: groupService, rpc: 'UpdateGroupJoinRule' },
  actor: 'userID',
  countsAs: asMessage,
  input: z.strictObject({ ...acting, joinRule }),
  output: nothing,
  errors: denials,
  run: (request, { clients }) => clients.groups.updateGroupJoinRule(request),
});

const kickGroupMembers = ownerCall({
  name: 'kickGroupMembers',
  chapter,
  about: 'Removes members: the owner everybody else, admins those who are neither; all named or none',
  access,
  http: `POST ${groupPath}/members/kick`,
  grpc: { contract: groupService, rpc: 'KickGroupMembers' },
  actor: 'userID',
  countsAs: asMessage,
  membersIn: ({ userIDs }) => userIDs.length,
  input: z.strictObject({ ...acting, userIDs: someUsers }),
  output: object({ memberCount: z.number() }),
  errors: [...denials, 'OWNER_STAYS'],
  run: changing((request, groups) => groups.kickGroupMembers(request)),
});

const setGroupMemberRole = ownerCall({
  name: 'setGroupMemberRole',
  chapter,
  about: 'Makes a member an admin, or an admin a member; for the owner',
  access,
  http: `PUT ${groupPath}/members/:memberUserID/role`,
  grpc: { contract: groupService, rpc: 'SetGroupMemberRole' },
  actor: 'userID',
  countsAs: asMessage,
  input: z.strictObject({ ...acting, memberUserID: userId, role: z.enum(['admin', 'member']) }),
  output: nothing,
  errors: [...denials, 'MEMBER_NOT_FOUND', 'OWNER_STAYS'],
  run: changing((request, groups) => groups.setGroupMemberRole(request)),
});

const transferGroupOwner = ownerCall({
  name: 'transferGroupOwner',
  chapter,
  about: 'Makes another member the owner; who was it becomes a member',
  access,
  http: `POST ${groupPath}/transfer`,
  grpc: { contract: groupService, rpc: 'TransferGroupOwner' },
  actor: 'userID',
  countsAs: asMessage,
  input: z.strictObject({ ...acting, newOwnerUserID: userId }),
  output: nothing,
  errors: [...denials, 'MEMBER_NOT_FOUND'],
  run: changing((request, groups) => groups.transferGroupOwner(request)),
});

const dissolveGroup = ownerCall({
  name: 'dissolveGroup',
  chapter,
  about: 'Ends a group for good: nobody can send to it, members keep what they have; for the owner',
  access,
  http: `POST ${groupPath}/dissolve`,
  grpc: { contract: groupService, rpc: 'DissolveGroup' },
  actor: 'userID',
  countsAs: asMessage,
  input: z.strictObject(acting),
  output: nothing,
  errors: denials,
  run: changing((request, groups) => groups.dissolveGroup(request)),
});

const muteGroup = ownerCall({
  name: 'muteGroup',
  chapter,
  about: 'Lets only owner and admins write, or everybody again; for owner and admins',
  access,
  http: `PUT ${groupPath}/mute`,
  grpc: { contract: groupService, rpc: 'MuteGroup' },
  actor: 'userID',
  countsAs: asMessage,
  input: z.strictObject({ ...acting, ...mute }),
  output: nothing,
  errors: denials,
  run: changing((request, groups) => groups.muteGroup(request)),
});

const muteGroupMembers = ownerCall({
  name: 'muteGroupMembers',
  chapter,
  about:
    'Forbids members to write, or allows it again: the owner everybody else, admins those who are neither. They go on receiving',
  access,
  http: `POST ${groupPath}/members/mute`,
  grpc: { contract: groupService, rpc: 'MuteGroupMembers' },
  actor: 'userID',
  countsAs: asMessage,
  membersIn: ({ userIDs }) => userIDs.length,
  input: z.strictObject({ ...acting, userIDs: someUsers, ...mute }),
  output: nothing,
  errors: [...denials, 'OWNER_STAYS'],
  run: changing((request, groups) => groups.muteGroupMembers(request)),
});

/** What owners and admins change: message-store decides. */
export const groupChangeCalls: readonly Call[] = [
  updateGroupName,
  updateGroupNotice,
  updateGroupJoinRule,
  setGroupMemberRole,
  transferGroupOwner,
  kickGroupMembers,
  muteGroup,
  muteGroupMembers,
  dissolveGroup,
];
