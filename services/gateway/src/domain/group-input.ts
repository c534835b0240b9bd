import { z } from 'zod';
import { groupId, textOf, userId } from './identifiers.ts';

export const groupName = textOf(0, 50);
export const memberPage = {
  pageSize: z.int().min(1).max(1_000).optional(),
  pageToken: z.string().max(512).optional(),
};
/** Users that a group is created with, beside its owner. */
export const firstMembers = z.array(userId).max(1_999, 'must name at most 1,999 users');
export const invitedUsers = z
  .array(userId)
  .min(1, 'must name at least one user')
  .max(2_000, 'must name at most 2,000 users');

export const createGroupInput = z.strictObject({
  groupID: groupId,
  name: groupName.optional(),
  ownerUserID: userId,
  memberUserIDs: firstMembers.optional(),
});
export const inviteInput = z.strictObject({ inviterUserID: userId, userIDs: invitedUsers });
export const actingUserInput = z.strictObject({ userID: userId });
export const listMembersInput = z.strictObject({ ...memberPage, viewerUserID: userId.optional() });
