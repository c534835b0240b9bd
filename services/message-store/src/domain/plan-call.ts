import {
  derivedId,
  type CallChanged,
  type CallNewsInput,
  type CallPushKind,
  type CallUser,
  type MessageAcceptedInput,
  type OfflineReason,
  type OfflineRecipientInput,
  type OfflineRecipientsInput,
  type SilenceCause,
} from '@bellhop/contracts';
import type { Connected, DeviceOfUser, UserPresence } from './ports.ts';

/** What is said to devices of the same standing. */
export interface CallDelivery {
  readonly news: CallNewsInput;
  readonly devices: readonly (DeviceOfUser & Pick<Connected, 'gatewayAddress'>)[];
}

/** Somebody who is to be rung, and the devices by which that is tried first. */
export interface Ringing {
  readonly userId: string;
  readonly devices: readonly Connected[];
  readonly presence: UserPresence['kind'];
}

/** What follows from a change of a call. */
export interface CallPlan {
  readonly news: readonly CallDelivery[];
  readonly ringing: readonly Ringing[];
  readonly pushes: readonly OfflineRecipientsInput[];
  /** For the history of those who missed it. */
  readonly missed: readonly MessageAcceptedInput[];
}

/** Somebody who missed a call may look at their phone much later. */
const MISSED_FOR_MS = 6 * 3_600_000;
/** What only takes away a ringing notification is of no use any more when nothing can ring. */
const ANSWERED_FOR_MS = 10 * 60_000;

const pushKinds: Readonly<Record<SilenceCause, CallPushKind>> = {
  SILENCE_CAUSE_UNSPECIFIED: 'CALL_PUSH_KIND_UNSPECIFIED',
  SILENCE_CAUSE_CANCELLED: 'CALL_PUSH_KIND_MISSED',
  SILENCE_CAUSE_TIMEOUT: 'CALL_PUSH_KIND_MISSED',
  SILENCE_CAUSE_ANSWERED: 'CALL_PUSH_KIND_ANSWERED',
};

/**
 * Works out who is told of a change, whose devices ring, whose stop. `isRung` says whether somebody is rung still: an event may be read
 * long after it was written, and nothing rings that has ended.
 */
export function planCall(
  event: CallChanged,
  { presenceOf, isRung }: { presenceOf: (userId: string) => UserPresence; isRung: (userId: string) => boolean },
): CallPlan {
  const call = callOf(event);
  const ringing = event.ringingUserIds.filter(isRung).map((userId): Ringing => {
    const presence = presenceOf(userId);
    return { userId, presence: presence.kind, devices: presence.kind === 'known' ? presence.devices : [] };
  });
  const pushes = [
    ...offlineEvents(event, 'OFFLINE_REASON_NO_CONNECTION', 'CALL_PUSH_KIND_RING', [
      ...ringing
        .filter(({ presence }) => presence === 'known')
        .map(({ userId, devices }) => ({ userId, deviceIds: devices.map(({ deviceId }) => deviceId) })),
    ]),
    ...offlineEvents(
      event,
      'OFFLINE_REASON_PRESENCE_UNKNOWN',
      'CALL_PUSH_KIND_RING',
      ringing.filter(({ presence }) => presence === 'unknown').map(({ userId }) => ({ userId })),
    ),
    ...event.silenced.flatMap(({ userId, cause, confirmedDeviceIds }) =>
      offlineEvents(event, 'OFFLINE_REASON_NO_CONNECTION', pushKinds[cause], [
        { userId, deviceIds: confirmedDeviceIds },
      ]),
    ),
  ];
  const missed = event.silenced
    .filter(({ cause }) => pushKinds[cause] === 'CALL_PUSH_KIND_MISSED' && call.callerUserId !== '')
    .map(({ userId }) => missedCall(event, userId));
  return { ringing, pushes, missed, news: newsOf(event, presenceOf) };
}

/** The push for devices that did not say in time that they have the invitation. */
export function unconfirmedRing(
  event: CallChanged,
  recipients: readonly OfflineRecipientInput[],
): OfflineRecipientsInput[] {
  return offlineEvents(event, 'OFFLINE_REASON_NO_ACK', 'CALL_PUSH_KIND_RING', recipients);
}

/** The invitation as the invited devices get it. */
export function invitation(event: CallChanged): CallNewsInput {
  return { call: callOf(event), isInvitation: true, changedUserIds: [], isTimeout: false, isEnd: false };
}

function callOf({ call }: CallChanged) {
  if (call === null) throw new TypeError('a change of no call');
  return call;
}

const THERE: ReadonlySet<CallUser['state']> = new Set([
  'CALL_USER_STATE_INVITING',
  'CALL_USER_STATE_OFFLINE',
  'CALL_USER_STATE_RECEIVED',
  'CALL_USER_STATE_ACCEPTED',
]);

/** Everybody who is in it or rung, and everybody who was until now; not who is invited just now, and not the device that did it. */
function newsOf(event: CallChanged, presenceOf: (userId: string) => UserPresence): CallDelivery[] {
  const call = callOf(event);
  const changed = new Set(event.changedUserIds);
  const invited = new Set(event.ringingUserIds);
  const timedOut = new Set(
    event.silenced.flatMap(({ userId, cause }) => (cause === 'SILENCE_CAUSE_TIMEOUT' ? [userId] : [])),
  );
  const isEnd = call.state === 'CALL_STATE_ENDED';
  const base = {
    call,
    isInvitation: false,
    changedUserIds: event.changedUserIds,
    isEnd,
    actingUserId: event.actingUserId,
  };
  if (changed.size === 0) return [];
  const told = call.users.filter(
    ({ userId, state }) => !invited.has(userId) && (THERE.has(state) || changed.has(userId)),
  );
  return [false, true].flatMap((isTimeout): CallDelivery[] => {
    const devices = told
      .filter(({ userId }) => timedOut.has(userId) === isTimeout)
      .flatMap(({ userId }) => {
        const presence = presenceOf(userId);
        return presence.kind === 'known' ? presence.devices.map((device) => ({ userId, ...device })) : [];
      })
      .filter(({ userId, deviceId }) => userId !== event.actingUserId || deviceId !== event.actingDeviceId);
    return devices.length === 0 ? [] : [{ devices, news: { ...base, isTimeout } }];
  });
}

function offlineEvents(
  event: CallChanged,
  reason: OfflineReason,
  kind: CallPushKind,
  recipients: readonly OfflineRecipientInput[],
): OfflineRecipientsInput[] {
  const call = callOf(event);
  if (event.pushConfig === null || recipients.length === 0) return [];
  const deadlines = recipients.map(
    ({ userId }) => call.users.find((user) => user.userId === userId)?.deadlineAtMs ?? event.atMs,
  );
  const expiresAtMs =
    kind === 'CALL_PUSH_KIND_RING'
      ? Math.min(...deadlines)
      : event.atMs + (kind === 'CALL_PUSH_KIND_MISSED' ? MISSED_FOR_MS : ANSWERED_FOR_MS);
  return [
    {
      app: event.app,
      messageId: call.callId,
      conversationId: `call/${call.callId}`,
      seq: 0,
      senderUserId: call.callerUserId,
      pushConfig: event.pushConfig,
      acceptedAtMs: event.atMs,
      storedAtMs: event.atMs,
      decidedAtMs: event.atMs,
      reason,
      recipients: [...recipients],
      call: {
        kind,
        callId: call.callId,
        callerUserId: call.callerUserId,
        extendedData: call.extendedData,
        expiresAtMs,
        hasVideo: event.pushConfig.voIp?.hasVideo ?? false,
      },
    },
  ];
}

/** A line in the conversation of the caller and the one who missed the call; the same one however often the event is read. */
function missedCall(event: CallChanged, userId: string): MessageAcceptedInput {
  const call = callOf(event);
  const deadline = call.users.find((user) => user.userId === userId)?.deadlineAtMs ?? 0;
  return {
    messageId: derivedId(['missed-call', event.app, call.callId, userId, String(deadline)]),
    app: event.app,
    conversationId: `peer/${[call.callerUserId, userId].sort().join('/')}`,
    senderUserId: call.callerUserId,
    senderDeviceId: '',
    localId: '',
    toUserId: userId,
    missedCall: { callId: call.callId },
    acceptedAtMs: event.atMs,
  };
}
