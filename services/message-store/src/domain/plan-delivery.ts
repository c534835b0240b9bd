import type {
  MessageAccepted,
  OfflineReason,
  OfflineRecipientInput,
  OfflineRecipientsInput,
  PushDecisionInput,
} from '@bellhop/contracts';
import type { DeviceOfUser, UserPresence } from './ports.ts';

export const RECIPIENTS_PER_EVENT = 1_000;

/** Where a stored message goes at once. */
export interface DeliveryPlan {
  /** Connected devices that must get it: the recipients', and the sender's other ones. */
  readonly devices: readonly (DeviceOfUser & { readonly gatewayAddress: string })[];
  /** Recipients whose other devices count as offline now, by reason. */
  readonly offline: readonly {
    readonly reason: OfflineReason;
    readonly recipients: readonly OfflineRecipientInput[];
  }[];
}

/** Who receives a message: the peer, or the group's members at send time, or the targets that are members; never its sender. */
export function recipientsOf(message: MessageAccepted, members: readonly string[]): string[] {
  if (message.target === 'toUserId') return message.toUserId === message.senderUserId ? [] : [message.toUserId ?? ''];
  const targets = new Set(message.targetUserIds);
  return members.filter((userId) => userId !== message.senderUserId && (targets.size === 0 || targets.has(userId)));
}

/**
 * Splits recipients by presence. Every recipient is in the offline event, with his connected devices excluded, because only the
 * push-router knows which other devices he has; the excluded ones follow later if they do not acknowledge.
 */
export function planDelivery(input: {
  readonly message: MessageAccepted;
  readonly recipients: readonly string[];
  readonly presenceOf: (userId: string) => UserPresence;
}): DeliveryPlan {
  const { message, recipients, presenceOf } = input;
  const devices: (DeviceOfUser & { gatewayAddress: string })[] = [];
  const known: OfflineRecipientInput[] = [];
  const unknown: OfflineRecipientInput[] = [];
  for (const userId of recipients) {
    const presence = presenceOf(userId);
    if (presence.kind === 'unknown') {
      unknown.push({ userId });
      continue;
    }
    known.push({ userId, deviceIds: presence.devices.map(({ deviceId }) => deviceId) });
    for (const device of presence.devices) devices.push({ userId, ...device });
  }
  const sender = presenceOf(message.senderUserId);
  if (sender.kind === 'known') {
    for (const device of sender.devices) {
      if (device.deviceId !== message.senderDeviceId) devices.push({ userId: message.senderUserId, ...device });
    }
  }
  const offline: { reason: OfflineReason; recipients: OfflineRecipientInput[] }[] = [
    { reason: 'OFFLINE_REASON_NO_CONNECTION', recipients: known },
    { reason: 'OFFLINE_REASON_PRESENCE_UNKNOWN', recipients: unknown },
  ];
  return { devices, offline: offline.filter((part) => part.recipients.length > 0) };
}

/** Recipients of devices that did not acknowledge. The sender's own devices are never pushed to. */
export function unacknowledged(message: MessageAccepted, devices: readonly DeviceOfUser[]): OfflineRecipientInput[] {
  const byUser = new Map<string, string[]>();
  for (const { userId, deviceId } of devices) {
    if (userId === message.senderUserId) continue;
    const known = byUser.get(userId);
    if (known === undefined) byUser.set(userId, [deviceId]);
    else known.push(deviceId);
  }
  return [...byUser].map(([userId, deviceIds]) => ({ userId, deviceIds }));
}

/** Why nobody is pushed for a message, when that is clear before any receiver is looked at; undefined when it is not. */
export function unpushedDecision(
  message: MessageAccepted,
  {
    recipients,
    isConflict,
    storedAtMs,
  }: {
    recipients: number;
    /** Another content is stored under its id. */
    isConflict: boolean;
    storedAtMs: number;
  },
): PushDecisionInput | undefined {
  const verdict = isConflict
    ? 'PUSH_VERDICT_LOCAL_ID_CONFLICT'
    : message.pushConfig === null
      ? 'PUSH_VERDICT_NOT_ASKED'
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

/** The events of a message, in chunks of recipients. None when the sender asked for no push. */
export function offlineEvents(input: {
  readonly message: MessageAccepted;
  readonly seq: number;
  readonly storedAtMs: number;
  readonly decidedAtMs: number;
  readonly reason: OfflineReason;
  readonly recipients: readonly OfflineRecipientInput[];
}): OfflineRecipientsInput[] {
  const { message, seq, storedAtMs, decidedAtMs, reason, recipients } = input;
  if (message.pushConfig === null) return [];
  const events: OfflineRecipientsInput[] = [];
  for (let start = 0; start < recipients.length; start += RECIPIENTS_PER_EVENT) {
    events.push({
      app: message.app,
      messageId: message.messageId,
      conversationId: message.conversationId,
      seq,
      senderUserId: message.senderUserId,
      toGroupId: message.toGroupId ?? '',
      pushConfig: message.pushConfig,
      acceptedAtMs: message.acceptedAtMs,
      storedAtMs,
      decidedAtMs,
      reason,
      recipients: recipients.slice(start, start + RECIPIENTS_PER_EVENT),
    });
  }
  return events;
}
