import {
  vendorToProto,
  type OfflineReason,
  type OfflineRecipient,
  type OfflineRecipients,
  type PushDecisionInput,
  type PushTaskInput,
  type PushVerdict,
  type VendorName,
} from '@bellhop/contracts';
import type { Known, Standing } from './known.ts';
import { userKey, type AppProfile, type BoundDevice } from './ports.ts';
import { expiryOf, pushContents, resourceFor, rings } from './push-contents.ts';
import { pushKindOf } from './push-kind.ts';
import { chunks, groupOf, pushTaskOf, takesBack, type TaskContent } from './push-task.ts';
import { receiverVerdict } from './receiver-rules.ts';
import { noSettings } from './user-settings.ts';

export type { Known, Standing } from './known.ts';

/** What follows from one offline-recipient event. */
export interface PushPlan {
  readonly tasks: readonly { readonly vendor: VendorName; readonly task: PushTaskInput }[];
  readonly decisions: readonly PushDecisionInput[];
}

const reasonTexts: Record<OfflineReason, string> = {
  OFFLINE_REASON_UNSPECIFIED: 'not said',
  OFFLINE_REASON_NO_CONNECTION: 'no connection',
  OFFLINE_REASON_NO_ACK: 'no acknowledgement',
  OFFLINE_REASON_PRESENCE_UNKNOWN: 'presence unknown',
};

/** One device, or a user without any, and what is decided of them. */
export interface Judged {
  readonly userId: string;
  readonly verdict: PushVerdict;
  /** Absent of a user without device. */
  readonly deviceId?: string;
  /** Absent of a device that is not registered. */
  readonly device?: BoundDevice;
  /** Where all events of a message share one line of the trace. */
  readonly atMs?: number;
}

/**
 * Decides, device by device, who gets a push and who does not and why; devices with the same content, vendor and credential share a
 * task. Pure and repeatable: a replay makes the same tasks with the same ids.
 *
 * What is looked at, in this order, and the first that holds is the verdict: the sender's own device · connected (in the background: what the
 * app wants) · no device, none registered · a push that nobody asked for · no token, no certificate, life over, resource gone, no data push · muted ·
 * quiet platform · quiet hours · (by user and message, from the counters) revoked, folded, frequency cap.
 * @param standings what the counters say, by user id; without one nothing stands against a push
 * @param judged of the same, when it was judged already: for the counters
 */
export function planPush(
  event: OfflineRecipients,
  known: Known,
  nowMs: number,
  standings: ReadonlyMap<string, Standing> = new Map(),
  judged: readonly Judged[] = judge(event, known, nowMs),
): PushPlan {
  const decisions: PushDecisionInput[] = [];
  const groups = new Map<string, { content: TaskContent; notes: readonly string[]; devices: BoundDevice[] }>();
  const contentOf = pushContents(event, known, nowMs);
  const alone = usersNotified(event);
  for (const one of judged) {
    const standing = standings.get(one.userId);
    const verdict = verdictWith(standing, one, takesBack(event));
    if (one.device === undefined || verdict !== 'PUSH_VERDICT_PUSHED') {
      decisions.push(decisionOf(event, { ...one, verdict }, nowMs));
      continue;
    }
    const { device } = one;
    const { content, notes } = contentOf(device, {
      ...standing,
      isAlone: standing?.isAlone ?? alone.has(one.userId),
    });
    const key = [
      groupOf(device),
      content.notifyId,
      // A number is one user's: those of others are the same by chance, and not when the event comes again.
      content.badge > 0 ? `${one.userId}/${content.badge}` : '',
      content.count,
      content.words.title,
      content.words.content,
    ].join('\0');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { content, notes, devices: [device] });
    else group.devices.push(device);
  }
  const tasks = [...groups.values()].flatMap(({ content, notes, devices }) =>
    chunks(devices).map((chunk) => {
      const task = pushTaskOf(event, known.profile, chunk, content);
      for (const device of chunk) {
        const { userId, deviceId } = device;
        const pushed = decisionOf(event, { userId, deviceId, device, verdict: 'PUSH_VERDICT_PUSHED' }, nowMs);
        decisions.push({ ...pushed, taskId: task.taskId ?? '', ...(notes.length === 0 ? {} : { notes: [...notes] }) });
      }
      return { vendor: (chunk[0] as BoundDevice).vendor, task };
    }),
  );
  return { tasks, decisions };
}

/** What counters make of what was judged. */
function verdictWith(
  standing: Standing | undefined,
  { verdict, deviceId = '' }: Judged,
  isTakenBack: boolean,
): PushVerdict {
  // What stands on the screen goes, also when the conversation was muted since.
  const isWanted =
    verdict === 'PUSH_VERDICT_PUSHED' ||
    (verdict === 'PUSH_VERDICT_MUTED' && isTakenBack && standing?.isShown === true);
  if (!isWanted) return verdict;
  if (standing?.onlyOn?.includes(deviceId) === false)
    return verdict === 'PUSH_VERDICT_MUTED' ? verdict : 'PUSH_VERDICT_FOLDED';
  return standing?.verdict ?? 'PUSH_VERDICT_PUSHED';
}

/** Receivers who are to be notified of a mention whatever they want: such a notification stands for itself. */
export function usersNotified({ recipients }: OfflineRecipients): ReadonlySet<string> {
  return new Set(recipients.flatMap(({ userId, mention }) => (mention === 'MENTION_NOTIFIED' ? [userId] : [])));
}

/** Devices that are pushed to in the background although they are connected. */
export function pushedInBackground(
  { backgroundDeviceIds }: Pick<OfflineRecipient, 'backgroundDeviceIds'>,
  profile: AppProfile | undefined,
): ReadonlySet<string> {
  return new Set(profile?.rules.background === 'BACKGROUND_POLICY_CONNECTION' ? [] : backgroundDeviceIds);
}

/** The users to whom a message would be pushed if no counter stood against it, in order. */
export function usersToPush(judged: readonly Judged[]): string[] {
  const pushed = judged.filter(({ verdict }) => verdict === 'PUSH_VERDICT_PUSHED');
  return [...new Set(pushed.map(({ userId }) => userId))];
}

/** What is decided of every device, before counters are asked. */
export function judge(event: OfflineRecipients, known: Known, nowMs: number): Judged[] {
  const { devices, settings, profile } = known;
  const result: Judged[] = [];
  const expiresAtMs = expiryOf(event, known);
  const kindOf = pushKindOf(event, profile, resourceFor(event, profile).resourcesId);
  if (event.reason !== 'OFFLINE_REASON_NO_ACK' && rings(event)) {
    // With the time of the decision, which all events of a message share: it is one line however many there are.
    for (const device of devicesOf(event.senderUserId))
      result.push({ ...of(device, 'PUSH_VERDICT_OWN_DEVICE'), atMs: event.decidedAtMs });
  }
  for (const recipient of event.recipients) {
    if (recipient.userId === event.senderUserId && event.call === null) continue;
    if (event.reason === 'OFFLINE_REASON_NO_ACK') judgeUnacknowledged(recipient);
    else judgeOffline(recipient);
  }
  return result;

  function devicesOf(userId: string): readonly BoundDevice[] {
    return devices.registered.get(userKey({ app: event.app, userId })) ?? [];
  }

  /**
   * Only the devices that did not acknowledge, and those that were silent because of these alone; the others were decided when the message was
   * stored.
   */
  function judgeUnacknowledged(recipient: OfflineRecipient): void {
    const { userId, deviceIds, onlineDeviceIds } = recipient;
    const named = new Set(deviceIds);
    const connected = new Set([...deviceIds, ...onlineDeviceIds]);
    const background = pushedInBackground(recipient, profile);
    const verdictThen = judgeReceiver(recipient, connected);
    const verdictOf = judgeReceiver(recipient, new Set(onlineDeviceIds));
    for (const device of devicesOf(userId)) {
      const { deviceId } = device;
      const isNamed = named.delete(deviceId);
      // In the background it was looked at when the message was stored, as if it had no connection.
      const wasDecided = !connected.has(deviceId) || background.has(deviceId);
      if (wasDecided ? isSilenced(verdictThen(device)) && !isSilenced(verdictOf(device)) : isNamed)
        result.push(verdictOf(device));
    }
    for (const deviceId of named) result.push({ userId, deviceId, verdict: 'PUSH_VERDICT_NOT_REGISTERED' });
  }

  function judgeOffline(recipient: OfflineRecipient): void {
    const { userId } = recipient;
    const named = new Set(recipient.deviceIds);
    const registered = devicesOf(userId);
    const background = pushedInBackground(recipient, profile);
    const verdictOf = judgeReceiver(recipient, new Set([...named, ...recipient.onlineDeviceIds]));
    if (registered.length === 0 && named.size === 0) result.push({ userId, verdict: 'PUSH_VERDICT_NO_DEVICE' });
    for (const device of registered) {
      const isConnected = named.delete(device.deviceId);
      if (isConnected && !background.has(device.deviceId)) result.push(of(device, 'PUSH_VERDICT_ONLINE'));
      else result.push(verdictOf(device));
    }
    // Connected, too, but not registered for push.
    const untold = untoldInBackground(recipient);
    for (const deviceId of named)
      result.push({
        userId,
        deviceId,
        verdict: untold.has(deviceId) ? 'PUSH_VERDICT_NOT_REGISTERED' : 'PUSH_VERDICT_ONLINE',
      });
  }

  /** Devices in the background of an app that pushes to them instead of telling them. */
  function untoldInBackground(recipient: OfflineRecipient): ReadonlySet<string> {
    return profile?.rules.background === 'BACKGROUND_POLICY_PUSH' ? new Set(recipient.backgroundDeviceIds) : nowhere;
  }

  function judgeReceiver(recipient: OfflineRecipient, connected: ReadonlySet<string>): (device: BoundDevice) => Judged {
    const key = userKey({ app: event.app, userId: recipient.userId });
    const said = settings.get(key) ?? noSettings;
    const background = pushedInBackground(recipient, profile);
    // Nobody looks at what is not told either: it silences nothing.
    const untold = untoldInBackground(recipient);
    const online = new Set([...connected].filter((deviceId) => !untold.has(deviceId)));
    const wishes = {
      event,
      recipient,
      settings: said,
      onlinePlatforms: said.quietPlatforms.length === 0 ? nowhere : platformsOf(key, online),
      callsForceThrough: profile?.rules.callsForceThrough ?? true,
      nowMs,
    };
    return (device) =>
      of(
        background.has(device.deviceId) ? { ...device, isInBackground: true } : device,
        obstacleOf(device) ?? receiverVerdict(wishes, device) ?? 'PUSH_VERDICT_PUSHED',
      );
  }

  function platformsOf(key: string, online: ReadonlySet<string>): ReadonlySet<string> {
    const others = devices.otherPlatforms.get(key);
    const registered = new Map(
      (devices.registered.get(key) ?? []).map(({ deviceId, platform }) => [deviceId, platform]),
    );
    return new Set([...online].map((id) => (registered.get(id) ?? others?.get(id) ?? '').toLowerCase()));
  }

  /** Why no push could be made, whatever the receiver wants. */
  function obstacleOf(device: BoundDevice): PushVerdict | undefined {
    if (isUnasked(event, profile)) return 'PUSH_VERDICT_NOT_ASKED';
    if (device.token === null) return 'PUSH_VERDICT_NO_TOKEN';
    if (profile?.certificates.has(`${device.vendor}/${device.appType}`) !== true) return 'PUSH_VERDICT_NO_CERTIFICATE';
    if (expiresAtMs <= nowMs) return 'PUSH_VERDICT_EXPIRED';
    const resourcesId = event.pushConfig?.resourcesId ?? '';
    if (resourcesId !== '' && !profile.resources.has(resourcesId)) return 'PUSH_VERDICT_UNKNOWN_RESOURCE';
    const { kind } = kindOf(device.vendor);
    // Nothing of it stands on a screen.
    if (kind === 'data' && takesBack(event)) return 'PUSH_VERDICT_NOT_ASKED';
    return kind === 'none' ? 'PUSH_VERDICT_NO_DATA_PUSH' : undefined;
  }
}

const nowhere: ReadonlySet<string> = new Set();

function isSilenced({ verdict }: Judged): boolean {
  return verdict === 'PUSH_VERDICT_QUIET_PLATFORM';
}

function of(device: BoundDevice, verdict: PushVerdict): Judged {
  return { userId: device.userId, deviceId: device.deviceId, device, verdict };
}

/** A message without push config, of an app that does not push by default (any more). */
function isUnasked(event: OfflineRecipients, profile: AppProfile | undefined): boolean {
  const { pushConfig, call, revokesMessageId } = event;
  return pushConfig === null && call === null && revokesMessageId === '' && profile?.rules.pushesByDefault === false;
}

function decisionOf(
  event: OfflineRecipients,
  { userId, verdict, deviceId, device, atMs }: Judged,
  nowMs: number,
): PushDecisionInput {
  return {
    userId,
    verdict,
    app: event.app,
    messageId: event.messageId,
    offlineReason: reasonOf(event),
    acceptedAtMs: event.acceptedAtMs,
    storedAtMs: event.storedAtMs,
    decidedAtMs: event.decidedAtMs,
    atMs: atMs ?? nowMs,
    ...(deviceId === undefined ? {} : { deviceId }),
    ...(device === undefined ? {} : { pushId: device.pushId, vendor: vendorToProto(device.vendor) }),
  };
}

/** Why a device is pushed to, in words. */
function reasonOf({ call, reason }: OfflineRecipients): string {
  if (call?.kind === 'CALL_PUSH_KIND_MISSED') return 'the call was missed';
  return call?.kind === 'CALL_PUSH_KIND_ANSWERED' ? 'the call was answered on another device' : reasonTexts[reason];
}
