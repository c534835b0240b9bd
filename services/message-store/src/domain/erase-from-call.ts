import type { PushConfigInput } from '@bellhop/contracts';
import { isRinging, type CallCommand, type CallRecord } from './call-machine.ts';

/**
 * How a user whose data is erased leaves a call; undefined = they are not in it any more. What they began ends with them: their words stand in
 * its invitations, and whoever still rings by them needs these to be told that it is over.
 */
export function leavingCommand(call: CallRecord, userId: string): CallCommand | undefined {
  if (call.isEnded) return undefined;
  const rangOthers = call.members.some((member) => isRinging(member) && member.inviterUserId === userId);
  if (call.callerUserId === userId || rangOthers) return { kind: 'abandon' };
  const member = call.members.find((one) => one.userId === userId);
  if (member?.state !== 'accepted' && (member === undefined || !isRinging(member))) return undefined;
  return { kind: member.state === 'accepted' ? 'quit' : 'reject', userId, deviceId: '', extendedData: '' };
}

/** How others' phones were rung, without what was said: by it they are told that it is over. It rings nobody any more. */
function withoutWords({ resourcesId = '', vendors = {}, voIp }: PushConfigInput): PushConfigInput {
  return { resourcesId, vendors, ...(voIp == null ? {} : { voIp: { hasVideo: voIp.hasVideo ?? false } }) };
}

/**
 * A call without what a user who has left it gave to it: their words, their devices, the texts of invitations of theirs. Their id stays where they
 * stood: the call is the others', too.
 */
export function erasedFromCall(call: CallRecord, userId: string): CallRecord {
  const isCaller = call.callerUserId === userId;
  const hasInvited = isCaller || call.members.some(({ inviterUserId }) => inviterUserId === userId);
  const { pushConfig } = call;
  const left = pushConfig !== null && call.members.some(isRinging) ? withoutWords(pushConfig) : null;
  return {
    ...call,
    callerDeviceId: isCaller ? '' : call.callerDeviceId,
    extendedData: isCaller ? '' : call.extendedData,
    pushConfig: hasInvited ? left : pushConfig,
    members: call.members.map((member) =>
      member.userId === userId
        ? { ...member, deviceId: '', confirmedDeviceIds: [], extendedData: '', isErased: true }
        : member,
    ),
  };
}
