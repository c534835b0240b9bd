import type { GroupRefusal, GroupServiceDefinition, ListGroupMembersResponse } from '@bellhop/contracts';
import type { Client } from '@bellhop/grpc';
import type { z } from 'zod';
import type { GroupSenders } from '../accept/group-senders.ts';
import type { createGroupInput, inviteInput, listMembersInput } from '../domain/group-input.ts';
import { Refused } from '../domain/public-error.ts';
import type { RefusalCode } from '../domain/refusal.ts';

/** Calls about groups, for all doors: input is checked, message-store decides. */
export type GroupCalls = ReturnType<typeof groupCalls>;

export function groupCalls({
  groups,
  groupSenders,
}: {
  groups: Omit<Client<GroupServiceDefinition>, 'channel' | 'close'>;
  groupSenders: Pick<GroupSenders, 'forget'>;
}) {
  return {
    create: (app: string, { groupID, name, ownerUserID, memberUserIDs }: z.output<typeof createGroupInput>) =>
      groups.createGroup({
        app,
        groupId: groupID,
        name: name ?? '',
        ownerUserId: ownerUserID,
        memberUserIds: memberUserIDs ?? [],
      }),
    invite: (app: string, groupID: string, { inviterUserID, userIDs }: z.output<typeof inviteInput>) =>
      groups.inviteToGroup({ app, groupId: groupID, inviterUserId: inviterUserID, userIds: userIDs }),
    join: (app: string, groupID: string, userID: string) => groups.joinGroup({ app, groupId: groupID, userId: userID }),
    leave: async (app: string, groupID: string, userID: string) => {
      const response = await groups.leaveGroup({ app, groupId: groupID, userId: userID });
      groupSenders.forget(app, { groupId: groupID, userId: userID });
      return response;
    },
    listMembers: (
      app: string,
      groupID: string,
      { pageSize, pageToken, viewerUserID }: z.output<typeof listMembersInput>,
    ) =>
      groups.listGroupMembers({
        app,
        groupId: groupID,
        pageSize: pageSize ?? 0,
        pageToken: pageToken ?? '',
        viewerUserId: viewerUserID ?? '',
      }),
  };
}

const refusals: Readonly<
  Record<Exclude<GroupRefusal, 'GROUP_REFUSAL_UNSPECIFIED'>, { code: RefusalCode; message: string }>
> = {
  GROUP_REFUSAL_GROUP_NOT_FOUND: { code: 'GROUP_NOT_FOUND', message: 'there is no such group' },
  GROUP_REFUSAL_NOT_A_MEMBER: { code: 'NOT_A_MEMBER', message: 'only a member of the group may do this' },
  GROUP_REFUSAL_GROUP_FULL: { code: 'GROUP_FULL', message: 'the group would have more members than the app allows' },
  GROUP_REFUSAL_GROUP_EXISTS: {
    code: 'GROUP_EXISTS',
    message: 'a group with this id exists and belongs to somebody else',
  },
};

/** The response, or Refused: for doors where a refusal is an error answer. */
export function unlessRefused<Response extends { refusal: GroupRefusal }>(response: Response): Response {
  if (response.refusal === 'GROUP_REFUSAL_UNSPECIFIED') return response;
  throw new Refused({ ...refusals[response.refusal], field: 'groupID' });
}

/** A page of members as clients and HTTP callers see it. */
export function membersJson({ members, nextPageToken }: ListGroupMembersResponse) {
  return {
    members: members.map(({ userId, role, joinedAtMs }) => ({
      userID: userId,
      role: role === 'GROUP_ROLE_OWNER' ? ('owner' as const) : ('member' as const),
      joinedAt: joinedAtMs,
    })),
    ...(nextPageToken === '' ? {} : { nextPageToken }),
  };
}
