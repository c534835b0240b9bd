import type { GroupOfApp } from '../db/group-row.ts';
import type { GroupStore, LeaveResult } from '../db/group-store.ts';
import type { TellGroup } from './tell-group.ts';

export type LeaveGroup = (member: GroupOfApp & { userId: string }) => Promise<LeaveResult>;

/** Takes a user out of a group, by themselves or because they are erased, and tells the others, also who inherited it. */
export function groupLeaver({ groups, tell }: { groups: Pick<GroupStore, 'leave'>; tell: TellGroup }): LeaveGroup {
  return async ({ app, groupId, userId }) => {
    const result = await groups.leave({ app, groupId, userId });
    if (result.kind === 'refused') return result;
    tell({ app, groupId, actingUserId: userId, change: 'GROUP_CHANGE_LEFT', concerned: [userId] });
    if (result.heir !== undefined) tell({ app, groupId, change: 'GROUP_CHANGE_OWNER', concerned: [result.heir] });
    return result;
  };
}
