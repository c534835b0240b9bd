import type { ErasedDataInput } from '@bellhop/contracts';
import type { CallDesk } from '../calls/call-desk.ts';
import type { CallStore } from '../db/call-store.ts';
import type { ErasureStore, UserKey } from '../db/erasure-store.ts';
import { leavingCommand } from '../domain/erase-from-call.ts';
import type { LeaveGroup } from '../groups/leave-group.ts';

/** Sizes of steps. */
const GROUPS = 50;
const CALLS = 50;
/** Messages of a conversation that are looked at, whosever they are. */
const SPAN = 5_000;
const ROWS = 2_000;

/** Erases a part of what is kept of a user: as much as takes until the deadline, or a step longer. Called again, it goes on where it stopped. */
export async function eraseUserData(
  user: UserKey,
  {
    store,
    leaveGroup,
    calls,
    desk,
    isTimeOver,
  }: {
    store: ErasureStore;
    leaveGroup: LeaveGroup;
    calls: Pick<CallStore, 'find'>;
    desk: Pick<CallDesk, 'carryOut'>;
    isTimeOver: () => boolean;
  },
): Promise<{ done: boolean; erased: ErasedDataInput }> {
  const erased = { groups: 0, calls: 0, messages: 0 };

  const leaveGroups = async (): Promise<boolean> => {
    const groupIds = await store.groupsOf(user, GROUPS);
    for (const groupId of groupIds)
      if ((await leaveGroup({ app: user.app, userId: user.userId, groupId })).kind === 'left') erased.groups += 1;
    return groupIds.length < GROUPS;
  };

  const leaveCalls = async (): Promise<boolean> => {
    const keys = await store.callsOf(user, CALLS);
    for (const key of keys) {
      const call = await calls.find(key);
      const command = call === undefined ? undefined : leavingCommand(call, user.userId);
      if (command !== undefined) await desk.carryOut({ ...key, command });
      await store.eraseFromCall(key, user.userId);
      erased.calls += 1;
    }
    return keys.length < CALLS;
  };

  const eraseMessages = async (): Promise<boolean> => {
    const step = await store.eraseMessages(user, SPAN);
    erased.messages += step.erased;
    return step.done;
  };

  // In this order: the list of conversations tells where the user's messages are, so it goes last.
  const steps = [
    leaveGroups,
    leaveCalls,
    eraseMessages,
    () => store.deleteOwn(user, ROWS),
    async () => (await store.closeConversations(user, ROWS)) < ROWS,
  ];
  for (const step of steps) while (!(await step())) if (isTimeOver()) return { done: false, erased };
  await store.finish(user);
  return { done: true, erased };
}
