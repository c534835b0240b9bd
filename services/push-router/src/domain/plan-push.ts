import { createHash } from 'node:crypto';
import {
  mergedSettings,
  vendorToProto,
  type CallPushKind,
  type OfflineReason,
  type OfflineRecipients,
  type PushDecisionInput,
  type PushTaskInput,
  type PushVerdict,
  type VendorName,
} from '@bellhop/contracts';
import { userKey, type AppProfile, type BoundDevice } from './ports.ts';

/** What follows from one offline-recipient event. */
export interface PushPlan {
  readonly tasks: readonly { readonly vendor: VendorName; readonly task: PushTaskInput }[];
  readonly decisions: readonly PushDecisionInput[];
}

/**
 * Most targets of one task. The vendors' own limits: xiaomi, huawei, oppo and vivo take 1,000 per call; fcm has no batch call, so a
 * task is what one retry repeats.
 */
export const taskLimits: Record<VendorName, number> = {
  xiaomi: 1_000,
  huawei: 1_000,
  oppo: 1_000,
  vivo: 1_000,
  fcm: 100,
};

/** A task is one Kafka record, and brokers refuse records above 1 MiB. */
const MAX_TASK_TOKEN_BYTES = 600_000;

const reasonTexts: Record<OfflineReason, string> = {
  OFFLINE_REASON_UNSPECIFIED: 'not said',
  OFFLINE_REASON_NO_CONNECTION: 'no connection',
  OFFLINE_REASON_NO_ACK: 'no acknowledgement',
  OFFLINE_REASON_PRESENCE_UNKNOWN: 'presence unknown',
};

/**
 * Decides, device by device, who gets a push and who does not and why; devices with the same content, vendor and credential share a
 * task. Pure and repeatable: a replay makes the same tasks with the same ids.
 */
export function planPush(
  event: OfflineRecipients,
  devicesOf: ReadonlyMap<string, readonly BoundDevice[]>,
  profile: AppProfile | undefined,
  nowMs: number,
): PushPlan {
  const decisions: PushDecisionInput[] = [];
  const groups = new Map<string, BoundDevice[]>();
  const expiresAtMs = event.call?.pushExpiresAtMs ?? event.acceptedAtMs + (profile?.limits.pushTtlSeconds ?? 0) * 1_000;

  if (event.reason !== 'OFFLINE_REASON_NO_ACK' && rings(event)) {
    // With the time of the decision, which all events of a message share: it is one line however many there are.
    for (const device of devicesOf.get(userKey({ app: event.app, userId: event.senderUserId })) ?? [])
      decisions.push({ ...deviceDecision(device, 'PUSH_VERDICT_OWN_DEVICE'), atMs: event.decidedAtMs });
  }
  for (const recipient of event.recipients) {
    const { userId } = recipient;
    if (userId === event.senderUserId && event.call === null) continue;
    const devices = devicesOf.get(userKey({ app: event.app, userId })) ?? [];
    const named = new Set(recipient.deviceIds);
    if (event.reason === 'OFFLINE_REASON_NO_ACK') {
      // Only the devices that did not acknowledge; the others were decided when the message was stored.
      for (const device of devices) if (named.delete(device.deviceId)) consider(device);
      for (const deviceId of named)
        decisions.push({ ...decision({ userId, verdict: 'PUSH_VERDICT_NOT_REGISTERED' }), deviceId });
      continue;
    }
    if (devices.length === 0 && named.size === 0)
      decisions.push(decision({ userId, verdict: 'PUSH_VERDICT_NO_DEVICE' }));
    for (const device of devices) {
      if (named.delete(device.deviceId)) decisions.push(deviceDecision(device, 'PUSH_VERDICT_ONLINE'));
      else consider(device);
    }
    // Connected, too, but not registered for push.
    for (const deviceId of named) decisions.push({ ...decision({ userId, verdict: 'PUSH_VERDICT_ONLINE' }), deviceId });
  }

  const tasks = [...groups.values()].flatMap((devices) =>
    chunks(devices).map((chunk) => {
      const task = makeTask(chunk);
      for (const device of chunk)
        decisions.push({ ...deviceDecision(device, 'PUSH_VERDICT_PUSHED'), taskId: task.taskId ?? '' });
      return { vendor: (chunk[0] as BoundDevice).vendor, task };
    }),
  );
  return { tasks, decisions };

  function consider(device: BoundDevice): void {
    const verdict = verdictOf(device);
    if (verdict !== 'PUSH_VERDICT_PUSHED') {
      decisions.push(deviceDecision(device, verdict));
      return;
    }
    const group = groupOf(device);
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [device]);
    else members.push(device);
  }

  function verdictOf(device: BoundDevice): PushVerdict {
    if (device.token === null) return 'PUSH_VERDICT_NO_TOKEN';
    if (profile?.certificates.has(`${device.vendor}/${device.appType}`) !== true) return 'PUSH_VERDICT_NO_CERTIFICATE';
    if (expiresAtMs <= nowMs) return 'PUSH_VERDICT_EXPIRED';
    const resourcesId = event.pushConfig?.resourcesId ?? '';
    if (resourcesId !== '' && !profile.resources.has(resourcesId)) return 'PUSH_VERDICT_UNKNOWN_RESOURCE';
    return 'PUSH_VERDICT_PUSHED';
  }

  function decision(of: Pick<PushDecisionInput, 'userId' | 'verdict'>): PushDecisionInput {
    return {
      ...of,
      app: event.app,
      messageId: event.messageId,
      offlineReason: reasonOf(event),
      acceptedAtMs: event.acceptedAtMs,
      storedAtMs: event.storedAtMs,
      decidedAtMs: event.decidedAtMs,
      atMs: nowMs,
    };
  }

  function deviceDecision(device: BoundDevice, verdict: PushVerdict): PushDecisionInput {
    return {
      ...decision({ userId: device.userId, verdict }),
      deviceId: device.deviceId,
      pushId: device.pushId,
      vendor: vendorToProto(device.vendor),
    };
  }

  function makeTask(devices: readonly BoundDevice[]): PushTaskInput {
    const { vendor, appType, platform, environment } = devices[0] as BoundDevice;
    const config = event.pushConfig;
    const settings = mergedSettings(
      profile?.resources.get(config?.resourcesId ?? '')?.[vendor],
      config?.vendors[vendor],
    );
    return {
      taskId: taskIdOf(event, devices),
      app: event.app,
      messageId: event.messageId,
      vendor: vendorToProto(vendor),
      appType,
      packageName: profile?.packageName ?? '',
      title: config?.title ?? '',
      content: contentOf(event),
      payload: config?.payload ?? '',
      settings,
      // A resource that was saved before there were templates has no such field.
      templateId: settings.templateId || (config?.templateId ?? ''),
      titleParameters: config?.titleParameters ?? {},
      contentParameters: config?.contentParameters ?? {},
      threadId: config?.threadId ?? '',
      badgeIncrement: config?.enableBadge === true && rings(event) ? Math.max(1, config.badgeIncrement) : 0,
      notifyId: notifyIdOf(event.messageId),
      expiresAtMs,
      createdAtMs: nowMs,
      acceptedAtMs: event.acceptedAtMs,
      conversationId: event.conversationId,
      seq: event.seq,
      toGroupId: event.toGroupId,
      decidedAtMs: event.decidedAtMs,
      platform: platformClass(platform),
      environment: environment === 'sandbox' ? environment : 'production',
      ...(event.call === null ? {} : { call: event.call }),
      targets: devices.map(({ pushId, token, userId, deviceId }) => ({ pushId, token: token ?? '', userId, deviceId })),
    };
  }
}

/** Devices that one call to the vendor can serve: FCM's request depends on the platform, and test pushes go by themselves. */
function groupOf({ vendor, appType, platform, environment }: BoundDevice): string {
  const kind = vendor === 'fcm' ? platformClass(platform) : '';
  return [vendor, appType, kind, environment === 'sandbox' ? environment : ''].join('/');
}

/** What FCM tells apart. */
function platformClass(platform: string): 'ios' | 'web' | 'android' {
  const name = platform.toLowerCase();
  return name === 'ios' || name === 'web' ? name : 'android';
}

function chunks(devices: readonly BoundDevice[]): BoundDevice[][] {
  const result: BoundDevice[][] = [];
  let current: BoundDevice[] = [];
  let bytes = 0;
  for (const device of devices) {
    const size = device.token?.length ?? 0;
    if (current.length > 0 && (current.length >= taskLimits[device.vendor] || bytes + size > MAX_TASK_TOKEN_BYTES)) {
      result.push(current);
      current = [];
      bytes = 0;
    }
    current.push(device);
    bytes += size;
  }
  if (current.length > 0) result.push(current);
  return result;
}

/** Why a device is pushed to, in words. */
function reasonOf({ call, reason }: OfflineRecipients): string {
  if (call?.kind === 'CALL_PUSH_KIND_MISSED') return 'the call was missed';
  return call?.kind === 'CALL_PUSH_KIND_ANSWERED' ? 'the call was answered on another device' : reasonTexts[reason];
}

/** What ends the ringing of a call raises nothing. */
function rings({ call }: OfflineRecipients): boolean {
  return call === null || call.kind === 'CALL_PUSH_KIND_RING';
}

/** What stands on the screen when a call rings no longer, where the vendor cannot take the notification away. */
const endTexts: Partial<Record<CallPushKind, string>> = {
  CALL_PUSH_KIND_MISSED: 'Missed call',
  CALL_PUSH_KIND_ANSWERED: 'Answered on another device',
};

function contentOf({ call, pushConfig }: OfflineRecipients): string {
  return (call === null ? undefined : endTexts[call.kind]) ?? pushConfig?.content ?? '';
}

/** 32 hex digits: the same for the same push and devices, however often the event is replayed. */
function taskIdOf({ messageId, call }: OfflineRecipients, devices: readonly BoundDevice[]): string {
  const hash = createHash('sha256').update(messageId);
  if (call !== null) hash.update(`/${call.kind}/${call.expiresAtMs}`);
  for (const { pushId } of devices) hash.update('/').update(pushId);
  return hash.digest('hex').slice(0, 32);
}

/** 1..2,147,483,647: the same for every push of a message, so that a repeat replaces the first one on the screen. */
export function notifyIdOf(messageId: string): number {
  return createHash('sha256').update(messageId).digest().readUInt32BE(0) & 0x7f_ff_ff_ff || 1;
}
