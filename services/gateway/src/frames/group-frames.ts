import { z } from 'zod';
import { firstMembers, groupName, invitedUsers, memberPage } from '../domain/group-input.ts';
import { groupId } from '../domain/identifiers.ts';
import { membersJson, unlessRefused, type GroupCalls } from '../groups/group-calls.ts';
import { frame, type Frame } from './frame.ts';

/** What a client may do with groups, always in its own name. */
export function groupFrames({ groups }: { groups: GroupCalls }) {
  return {
    createGroup: frame(
      z.strictObject({ groupID: groupId, name: groupName.optional(), memberUserIDs: firstMembers.optional() }),
      async (body, { app, userId }) => {
        const { memberCount } = unlessRefused(await groups.create(app.app, { ...body, ownerUserID: userId }));
        return { body: { memberCount } };
      },
    ),
    inviteToGroup: frame(
      z.strictObject({ groupID: groupId, userIDs: invitedUsers }),
      async ({ groupID, userIDs }, { app, userId }) => {
        const { memberCount } = unlessRefused(
          await groups.invite(app.app, groupID, { inviterUserID: userId, userIDs }),
        );
        return { body: { memberCount } };
      },
    ),
    joinGroup: frame(z.strictObject({ groupID: groupId }), async ({ groupID }, { app, userId }) => {
      unlessRefused(await groups.join(app.app, groupID, userId));
      return { body: {} };
    }),
    leaveGroup: frame(z.strictObject({ groupID: groupId }), async ({ groupID }, { app, userId }) => {
      unlessRefused(await groups.leave(app.app, groupID, userId));
      return { body: {} };
    }),
    listGroupMembers: frame(
      z.strictObject({ groupID: groupId, ...memberPage }),
      async ({ groupID, ...page }, { app, userId }) => {
        const members = unlessRefused(await groups.listMembers(app.app, groupID, { ...page, viewerUserID: userId }));
        return { body: membersJson(members) };
      },
    ),
  } satisfies Record<string, Frame>;
}
