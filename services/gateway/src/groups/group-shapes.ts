import { z } from 'zod';
import type { Behind } from '../calls/behind.ts';
import { time } from '../calls/shapes.ts';
import { groupId, textOf, userId } from '../domain/identifiers.ts';

export const chapter = 'groups';
export const access = 'app';
export const groupPath = '/v1/apps/:app/groups/:groupID';

export const name = textOf(0, 50);
export const notice = textOf(0, 300);
export const joinRule = z.enum(['free', 'membersInvite', 'adminsInvite', 'closed']);
export const role = z.enum(['owner', 'admin', 'member']);

/** The group, and who does it: without `userID` the app itself, which needs no role. */
export const acting = { groupID: groupId, userID: userId.optional() };
export const someUsers = z.array(userId).min(1, 'must name at least one user').max(500, 'must name at most 500 users');

/** What is muted, and until when. */
export const mute = {
  isMuted: z.boolean(),
  muteUntil: z.int().min(1).optional().meta({ description: 'Unix ms; left out = until somebody ends it' }),
};
export const muted = { isMuted: z.boolean(), muteUntil: time.optional() };

/** What a change that every member is told of counts as. */
export const asMessage = (): number => 1;

/** Why a role does not do. */
export const denials = ['GROUP_NOT_FOUND', 'NOT_A_MEMBER', 'NOT_ALLOWED', 'GROUP_DISSOLVED'] as const;

/** Lets message-store do it, and forgets who may send: the answer goes out after that. One that did not come may have been "done". */
export function changing<In extends { app?: string; groupId?: string }, Out>(
  run: (request: In, groups: Behind['clients']['groups']) => Promise<Out>,
) {
  return async (request: In, { clients, groupSenders }: Behind): Promise<Out> => {
    try {
      return await run(request, clients.groups);
    } finally {
      groupSenders.forgetGroup(request.app ?? '', request.groupId ?? '');
    }
  };
}
