import {
  derivedId,
  type Call,
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
import { connectedIds } from './plan-delivery.ts';
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
  const silenced = event.silenced.filter(({ userId }) => !isRung(userId)); // not who was invited again meanwhile
  const pushes = [
    ...offlineEvents(event, 'OFFLINE_REASON_NO_CONNECTION', 'CALL_PUSH_KIND_RING', [
      ...ringing
        .filter(({ presence }) => presence === 'known')
        .map(({ userId, devices }) => ({ userId, ...connectedIds(devices) })),
    ]),
    ...offlineEvents(
      event,
      'OFFLINE_REASON_PRESENCE_UNKNOWN',
      'CALL_PUSH_KIND_RING',
      ringing.filter(({ presence }) => presence === 'unknown').map(({ userId }) => ({ userId })),
    ),
    ...silenced.flatMap((one) =>
      offlineEvents(event, 'OFFLINE_REASON_NO_CONNECTION', pushKinds[one.cause], [
        { userId: one.userId, deviceIds: endingByThemselves(event, one, presenceOf(one.userId)) },
      ]),
    ),
  ];
  const missed = event.silenced
    .filter(({ userId, cause }) => pushKinds[cause] === 'CALL_PUSH_KIND_MISSED' && inviterOf(call, userId) !== userId)
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

/** The push for devices of silenced users to which the news could not be brought; not of those who have been invited again by then. */
export function untoldEnds(
  event: CallChanged,
  untold: readonly DeviceOfUser[],
  isRung: (userId: string) => boolean,
): OfflineRecipientsInput[] {
  return event.silenced.flatMap(({ userId, cause }) => {
    if (isRung(userId)) return [];
    const deviceIds = untold.filter((device) => device.userId === userId).map(({ deviceId }) => deviceId);
    return deviceIds.length === 0
      ? []
      : offlineEvents(event, 'OFFLINE_REASON_NO_ACK', pushKinds[cause], [{ userId, deviceIds }]);
  });
}

/**
 * Devices that need no push to stop ringing: the one that answered, and those that had the invitation and are still connected. One that
 * has lost its connection since may have shown the push that rings before.
 */
function endingByThemselves(
  { actingUserId, actingDeviceId }: CallChanged,
  { userId, confirmedDeviceIds }: CallChanged['silenced'][number],
  presence: UserPresence,
): string[] {
  // One in the background was pushed to as well.
  const connected = new Set(
    presence.kind === 'known'
      ? presence.devices.filter(({ background }) => background !== true).map(({ deviceId }) => deviceId)
      : [],
  );
  const acting = actingUserId === userId && actingDeviceId !== '' ? [actingDeviceId] : [];
  return [...new Set([...acting, ...confirmedDeviceIds.filter((deviceId) => connected.has(deviceId))])];
}

/** Who is said to call somebody: whoever invited them. */
function inviterOf({ users, callerUserId }: Call, userId: string): string {
  return users.find((user) => user.userId === userId)?.inviterUserId || callerUserId;
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

/** Whether who is invited is rung by a push: with words. Of those of a user who was erased nothing is left but how their ringing ends. */
export function asksRing({ pushConfig }: Pick<CallChanged, 'pushConfig'>): boolean {
  return pushConfig !== null && pushConfig.title !== '';
}

function offlineEvents(
  event: CallChanged,
  reason: OfflineReason,
  kind: CallPushKind,
  recipients: readonly OfflineRecipientInput[],
): OfflineRecipientsInput[] {
  const call = callOf(event);
  const [first] = recipients;
  if (event.pushConfig === null || first === undefined) return [];
  if (kind === 'CALL_PUSH_KIND_RING' && !asksRing(event)) return [];
  const inviter = inviterOf(call, first.userId ?? ''); // one change invites in one name
  const deadlines = recipients.map(
    ({ userId }) => call.users.find((user) => user.userId === userId)?.deadlineAtMs ?? event.atMs,
  );
  const expiresAtMs = Math.min(...deadlines);
  const pushExpiresAtMs =
    kind === 'CALL_PUSH_KIND_RING'
      ? expiresAtMs
      : event.atMs + (kind === 'CALL_PUSH_KIND_MISSED' ? MISSED_FOR_MS : ANSWERED_FOR_MS);
  return [
    {
      app: event.app,
      messageId: call.callId,
      conversationId: `call/${call.callId}`,
      seq: 0,
      senderUserId: inviter,
      pushConfig: { ...event.pushConfig, title: event.pushConfig.title || inviter },
      acceptedAtMs: event.atMs,
      storedAtMs: event.atMs,
      decidedAtMs: event.atMs,
      reason,
      recipients: [...recipients],
      call: {
        kind,
        callId: call.callId,
        callerUserId: inviter,
        extendedData: call.extendedData,
        expiresAtMs,
        pushExpiresAtMs,
        rangAtMs: expiresAtMs - call.timeoutSeconds * 1_000,
        hasVideo: event.pushConfig.voIp?.hasVideo ?? false,
      },
    },
  ];
}

/** A line in the conversation of the one who called and the one who missed it; the same one however often the event is read. */
function missedCall(event: CallChanged, userId: string): MessageAcceptedInput {
  const call = callOf(event);
  const inviter = inviterOf(call, userId);
  const deadline = call.users.find((user) => user.userId === userId)?.deadlineAtMs ?? 0;
  return {
    messageId: derivedId(['missed-call', event.app, call.callId, userId, String(deadline)]),
    app: event.app,
    conversationId: `peer/${[inviter, userId].sort().join('/')}`,
    senderUserId: inviter,
    senderDeviceId: '',
    localId: '',
    toUserId: userId,
    missedCall: { callId: call.callId },
    acceptedAtMs: event.atMs,
  };
}
