import { jsonOfMessage, type Call, type CallNews } from '@bellhop/contracts';
import { callService, messageTypesOf } from '@bellhop/grpc';
import { eventFrame } from '../connections/envelope.ts';

/** What goes to the connections of a delivery. */
export interface DeliveredFrames {
  /** What the client acknowledges it under; undefined = it is delivered when it is written. */
  readonly waitsFor: string | undefined;
  readonly framesFor: (userId: string) => readonly (string | Buffer)[];
}

/** What an invitation is acknowledged under. */
export function invitationKey(callId: string): string {
  return `call/${callId}`;
}

/** The frames that tell what there is to say of a call. */
export function callFrames(news: CallNews | null, nowMs: number): DeliveredFrames {
  const call = news?.call;
  if (news === null || call == null) return { waitsFor: undefined, framesFor: () => [] };
  if (news.isInvitation)
    return {
      waitsFor: invitationKey(call.callId),
      framesFor: (userId) => [invitationFrame(call, userId, nowMs)],
    };
  const frames = newsFrames(news, call);
  return { waitsFor: undefined, framesFor: () => frames };
}

/** Tells an invited user of a call that rings; what is left of its time is said, since their clock may be wrong. */
export function invitationFrame(call: Call, userId: string, nowMs: number): string {
  const invited = call.users.find((user) => user.userId === userId);
  const expireAt = invited?.deadlineAtMs ?? 0;
  return eventFrame('callInvitationReceived', {
    ...callJson(call),
    inviterUserID: invited?.inviterUserId || call.callerUserId,
    expireAt,
    remainingMs: Math.max(0, expireAt - nowMs),
  });
}

export function callJson(call: Call): Record<string, unknown> {
  return jsonOfMessage(messageTypesOf(callService, 'CallInvite').request().lookupType('bellhop.im.v1.Call'), call);
}

function newsFrames({ changedUserIds, isTimeout, isEnd, actingUserId }: CallNews, call: Call): string[] {
  const json = callJson(call);
  const changed = new Set(changedUserIds);
  const users = (json['users'] as { userID: string }[]).filter(({ userID }) => changed.has(userID));
  const { callID, version } = json;
  return [
    ...(users.length === 0 ? [] : [eventFrame('callUserStateChanged', { callID, version, users })]),
    ...(isTimeout ? [eventFrame('callInvitationTimeout', { callID, version })] : []),
    ...(isEnd
      ? [eventFrame('callInvitationEnded', { ...json, ...(actingUserId === '' ? {} : { actingUserID: actingUserId }) })]
      : []),
  ];
}
