import type {
  MentionsInput,
  MessageAccepted,
  MessagePreviewInput,
  OfflineReason,
  OfflineRecipientInput,
  OfflineRecipientsInput,
  PushConfigInput,
  PushDecisionInput,
} from '@bellhop/contracts';
import { mentionOf, notifyModeAt, type NotifySetting } from './notify.ts';
import type { Connected, DeviceOfUser, UserPresence } from './ports.ts';

export const RECIPIENTS_PER_EVENT = 1_000;
/** An id has up to 64 bytes, and an event is one Kafka record: brokers refuse records above 1 MiB, for ever. */
const DEVICE_IDS_PER_EVENT = 8_000;

/** Where a stored message goes at once. */
export interface DeliveryPlan {
  /** Connected devices that must get it: the recipients', and the sender's other ones. */
  readonly devices: readonly (DeviceOfUser & Connected)[];
  /** Recipients' connected devices that are pushed to instead. */
  readonly untold: readonly (DeviceOfUser & Connected)[];
  /** Recipients whose other devices count as offline now, by reason. */
  readonly offline: readonly {
    readonly reason: OfflineReason;
    readonly recipients: readonly OfflineRecipientInput[];
  }[];
}

/**
 * Who has a message: the peer, or the group's members at send time, or the targets that are members; and its sender, but for one who is no member any
 * more, whose history does not have it either.
 */
export function recipientsOf(message: MessageAccepted, members: readonly string[]): string[] {
  const { senderUserId } = message;
  if (message.target === 'toUserId') return [...new Set([message.toUserId ?? '', senderUserId])];
  const targets = new Set(message.targetUserIds);
  return members.filter((userId) => targets.size === 0 || targets.has(userId) || userId === senderUserId);
}

/** Who is never pushed for a message: its sender; of a revocation, who sent what it revokes. */
export function authorOf({ revocation, senderUserId }: MessageAccepted): string {
  return revocation?.senderUserId || senderUserId;
}

/**
 * Whether a message makes pushes: its sender asked for them, or the app's default push does. A revocation without a push of its own takes away
 * what its message has put on screens.
 */
export function asksPush(
  { pushConfig, content }: MessageAccepted,
  { pushesByDefault, hasRevokedPush }: { pushesByDefault: boolean; hasRevokedPush: boolean },
): boolean {
  if (pushConfig !== null) return true;
  if (content === 'revocation') return hasRevokedPush;
  return content !== 'missedCall' && pushesByDefault;
}

/**
 * Splits those who have a message by presence. Every recipient is in the offline event, with his connected devices excluded, because only the
 * push-router knows which other devices he has; the excluded ones follow later if they do not acknowledge. Who has written it is told on their other
 * devices, and never pushed to.
 */
export function planDelivery(input: {
  readonly message: MessageAccepted;
  /** As `recipientsOf` says. */
  readonly recipients: readonly string[];
  readonly presenceOf: (userId: string) => UserPresence;
  /** Recipients' devices whose apps are in the background are pushed to and not told over their connections; their next sync brings it. */
  readonly pushesInsteadInBackground: boolean;
}): DeliveryPlan {
  const { message, recipients, presenceOf, pushesInsteadInBackground } = input;
  const { senderUserId, senderDeviceId } = message;
  const author = authorOf(message);
  const devices: (DeviceOfUser & Connected)[] = [];
  const untold: (DeviceOfUser & Connected)[] = [];
  const known: OfflineRecipientInput[] = [];
  const unknown: OfflineRecipientInput[] = [];
  for (const userId of recipients) {
    const presence = presenceOf(userId);
    if (presence.kind === 'unknown') {
      if (userId !== author) unknown.push({ userId });
      continue;
    }
    // Who revokes another's message has received it: it leaves the screens of their other devices, too.
    if (userId !== author) known.push({ userId, ...connectedIds(presence.devices) });
    const isSender = userId === senderUserId;
    for (const device of presence.devices) {
      if (isSender && device.deviceId === senderDeviceId) continue;
      const isPushedInstead = device.background === true && pushesInsteadInBackground && !isSender;
      (isPushedInstead ? untold : devices).push({ userId, ...device });
    }
  }
  const offline: { reason: OfflineReason; recipients: OfflineRecipientInput[] }[] = [
    { reason: 'OFFLINE_REASON_NO_CONNECTION', recipients: known },
    { reason: 'OFFLINE_REASON_PRESENCE_UNKNOWN', recipients: unknown },
  ];
  return { devices, untold, offline: offline.filter((part) => part.recipients.length > 0) };
}

/** Devices with a connection, and which of them are in the background. */
export function connectedIds(
  devices: readonly Pick<Connected, 'deviceId' | 'background'>[],
): Pick<OfflineRecipientInput, 'deviceIds' | 'backgroundDeviceIds'> {
  const background = devices.filter((device) => device.background === true).map(({ deviceId }) => deviceId);
  return {
    deviceIds: devices.map(({ deviceId }) => deviceId),
    ...(background.length === 0 ? {} : { backgroundDeviceIds: background }),
  };
}

/** Recipients with devices that did not acknowledge. The author's own devices are never pushed to. */
export function unacknowledged(
  message: MessageAccepted,
  missing: readonly DeviceInView[],
  connected: readonly DeviceInView[],
): OfflineRecipientInput[] {
  const author = authorOf(message);
  return unconfirmed(
    missing.filter(({ userId }) => userId !== author),
    connected,
  );
}

type DeviceInView = DeviceOfUser & Pick<Connected, 'background'>;

/**
 * Users with devices that are missing, and the others of theirs that were connected: a user may want some devices to be silent while those are online.
 * @param connected all that were, of whomever
 */
export function unconfirmed(
  missing: readonly DeviceInView[],
  connected: readonly DeviceInView[],
): OfflineRecipientInput[] {
  const missingOf = Map.groupBy(missing, ({ userId }) => userId);
  if (missingOf.size === 0) return [];
  const othersOf = Map.groupBy(
    connected.filter(
      ({ userId, deviceId }) => missingOf.get(userId)?.every((device) => device.deviceId !== deviceId) === true,
    ),
    ({ userId }) => userId,
  );
  return [...missingOf].map(([userId, theirs]) => {
    const others = othersOf.get(userId) ?? [];
    return {
      userId,
      ...connectedIds([...theirs, ...others]),
      deviceIds: theirs.map(({ deviceId }) => deviceId),
      ...(others.length === 0 ? {} : { onlineDeviceIds: others.map(({ deviceId }) => deviceId) }),
    };
  });
}

/** Recipients with what they want to be notified of, and how the message mentions them. */
export function notified(
  { mentions }: { readonly mentions: MentionsInput | null },
  recipients: readonly OfflineRecipientInput[],
  settings: ReadonlyMap<string, NotifySetting>,
  nowMs: number,
): readonly OfflineRecipientInput[] {
  if (mentions === null && settings.size === 0) return recipients;
  return recipients.map((recipient) => {
    const userId = recipient.userId ?? '';
    return {
      ...recipient,
      notifyMode: notifyModeAt(settings.get(userId), nowMs),
      mention: mentionOf(mentions, userId),
    };
  });
}

/** Why nobody is pushed for a message, when that is clear before any receiver is looked at; undefined when it is not. */
export function unpushedDecision(
  message: MessageAccepted,
  {
    recipients,
    asksPush: isAsked,
    isConflict,
    isRevoked,
    storedAtMs,
  }: {
    recipients: number;
    asksPush: boolean;
    /** Another content is stored under its id. */
    isConflict: boolean;
    /** It is read again, and was revoked meanwhile. */
    isRevoked: boolean;
    storedAtMs: number;
  },
): PushDecisionInput | undefined {
  const verdict = isConflict
    ? 'PUSH_VERDICT_LOCAL_ID_CONFLICT'
    : !isAsked
      ? 'PUSH_VERDICT_NOT_ASKED'
      : isRevoked
        ? 'PUSH_VERDICT_REVOKED'
        : recipients === 0
          ? 'PUSH_VERDICT_NO_RECIPIENTS'
          : undefined;
  if (verdict === undefined) return undefined;
  return {
    app: message.app,
    messageId: message.messageId,
    verdict,
    acceptedAtMs: message.acceptedAtMs,
    storedAtMs,
    decidedAtMs: storedAtMs,
    atMs: storedAtMs,
  };
}

/** The events of a message, in chunks of recipients. */
export function offlineEvents(input: {
  readonly message: MessageAccepted;
  readonly seq: number;
  readonly storedAtMs: number;
  readonly decidedAtMs: number;
  readonly reason: OfflineReason;
  readonly recipients: readonly OfflineRecipientInput[];
  readonly preview: MessagePreviewInput;
  /** Of a revocation, how what it revokes was pushed. */
  readonly revokedPushConfig?: PushConfigInput;
}): OfflineRecipientsInput[] {
  const { message, seq, storedAtMs, decidedAtMs, reason, recipients, preview, revokedPushConfig } = input;
  return chunksOf(recipients).map((part) => ({
    app: message.app,
    messageId: message.messageId,
    conversationId: message.conversationId,
    seq,
    senderUserId: authorOf(message),
    toGroupId: message.toGroupId ?? '',
    ...(message.pushConfig === null ? {} : { pushConfig: message.pushConfig }),
    acceptedAtMs: message.acceptedAtMs,
    storedAtMs,
    decidedAtMs,
    reason,
    recipients: part,
    preview,
    ...(message.revocation == null ? {} : { revokesMessageId: message.revocation.messageId }),
    ...(revokedPushConfig === undefined ? {} : { revokedPushConfig }),
  }));
}

function chunksOf(recipients: readonly OfflineRecipientInput[]): OfflineRecipientInput[][] {
  const chunks: OfflineRecipientInput[][] = [];
  let current: OfflineRecipientInput[] = [];
  let deviceIds = Infinity;
  for (const recipient of recipients) {
    const own = [recipient.deviceIds, recipient.backgroundDeviceIds, recipient.onlineDeviceIds];
    const count = own.reduce((sum, ids) => sum + (ids?.length ?? 0), 0);
    deviceIds += count;
    if (current.length >= RECIPIENTS_PER_EVENT || deviceIds > DEVICE_IDS_PER_EVENT) {
      chunks.push((current = []));
      deviceIds = count;
    }
    current.push(recipient);
  }
  return chunks;
}
