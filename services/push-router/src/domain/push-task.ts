import { createHash } from 'node:crypto';
import {
  mergedSettings,
  vendorToProto,
  type OfflineRecipients,
  type PushTaskInput,
  type VendorName,
} from '@bellhop/contracts';
import type { AppProfile, BoundDevice } from './ports.ts';
import type { Words } from './push-texts.ts';

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

/** A task is one Kafka record, and brokers refuse records above 1 MiB, for ever. In UTF-8: devices say what their tokens are, and it may be anything. */
const MAX_TASK_TOKEN_BYTES = 600_000;

/** What the devices of one task have in common, beside their vendor and credential. */
export interface TaskContent {
  readonly words: Words;
  readonly resourcesId: string;
  /** By how much the badge is raised; 0 = not. */
  readonly badgeIncrement: number;
  /** What the user's badge shows then, for vendors that want that; 0 = not said. */
  readonly badge: number;
  /** Nothing is shown, and the app gets it. */
  readonly isData: boolean;
  readonly expiresAtMs: number;
  readonly notifyId: number;
  /** It stands for so many messages; 1 = for itself. */
  readonly count: number;
  readonly nowMs: number;
}

/** A task for devices of one vendor and credential. */
export function pushTaskOf(
  event: OfflineRecipients,
  profile: AppProfile | undefined,
  devices: readonly BoundDevice[],
  content: TaskContent,
): PushTaskInput {
  const { vendor, appType, platform, environment } = devices[0] as BoundDevice;
  const config = event.pushConfig;
  const settings = {
    ...mergedSettings(profile?.resources.get(content.resourcesId)?.[vendor], config?.vendors[vendor]),
    ...(content.isData ? { pushKind: 'DATA' } : {}),
  };
  return {
    taskId: taskIdOf(event, devices, content),
    app: event.app,
    messageId: event.messageId,
    vendor: vendorToProto(vendor),
    appType,
    packageName: profile?.packageName ?? '',
    title: content.words.title,
    content: content.words.content,
    payload: config?.payload ?? '',
    settings,
    // A resource that was saved before there were templates has no such field.
    templateId: settings.templateId || vendorTemplateOf(config?.templateId ?? '', profile, vendor),
    titleParameters: config?.titleParameters ?? {},
    contentParameters: config?.contentParameters ?? {},
    threadId: config?.threadId ?? '',
    badgeIncrement: content.badgeIncrement,
    badge: content.badge,
    notifyId: content.notifyId,
    expiresAtMs: content.expiresAtMs,
    createdAtMs: content.nowMs,
    acceptedAtMs: event.acceptedAtMs,
    conversationId: event.conversationId,
    seq: event.seq,
    toGroupId: event.toGroupId,
    decidedAtMs: event.decidedAtMs,
    platform: platformClass(platform),
    environment: environment === 'sandbox' ? environment : 'production',
    takesBack: takesBack(event),
    // It raises nothing that anybody could want to be spared.
    ignoresUserRules: takesBack(event),
    ...(event.call === null ? {} : { call: event.call }),
    targets: devices.map(({ pushId, token, userId, deviceId, isInBackground = false }) => ({
      pushId,
      token: token ?? '',
      userId,
      deviceId,
      ...(isInBackground ? { inBackground: true } : {}),
    })),
  };
}

/** A template of the app is registered at some vendors; in an app that has none the message names the vendor's itself. */
function vendorTemplateOf(templateId: string, profile: AppProfile | undefined, vendor: VendorName): string {
  if (profile === undefined || profile.templates.size === 0) return templateId;
  return profile.templates.get(templateId)?.vendorTemplateIds[vendor] ?? '';
}

/** Whether the event takes away what stands on the screen, and brings nothing in its place. */
export function takesBack({ revokesMessageId, pushConfig }: OfflineRecipients): boolean {
  return revokesMessageId !== '' && pushConfig === null;
}

/** Devices that one call to the vendor can serve: FCM's request depends on the platform, and test pushes go by themselves. */
export function groupOf({ vendor, appType, platform, environment }: BoundDevice): string {
  const kind = vendor === 'fcm' ? platformClass(platform) : '';
  return [vendor, appType, kind, environment === 'sandbox' ? environment : ''].join('/');
}

/** What FCM tells apart. */
export function platformClass(platform: string): 'ios' | 'web' | 'android' {
  const name = platform.toLowerCase();
  return name === 'ios' || name === 'web' ? name : 'android';
}

/** Pieces that a vendor takes in one call and a broker in one record. */
export function chunks(devices: readonly BoundDevice[]): BoundDevice[][] {
  const result: BoundDevice[][] = [];
  let current: BoundDevice[] = [];
  let bytes = 0;
  for (const device of devices) {
    const size = Buffer.byteLength(device.token ?? '');
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

/** 32 hex digits: the same for the same push and devices, however often the event is replayed. */
function taskIdOf(
  { messageId, call }: OfflineRecipients,
  devices: readonly BoundDevice[],
  { count }: Pick<TaskContent, 'count'>,
): string {
  const hash = createHash('sha256').update(messageId);
  if (call !== null) hash.update(`/${call.kind}/${call.expiresAtMs}`);
  if (count > 1) hash.update(`/folded ${count}`);
  for (const { pushId } of devices) hash.update('/').update(pushId);
  return hash.digest('hex').slice(0, 32);
}

/** 1..2,147,483,647: the same for every push of a message (or conversation), so that a repeat replaces the first one on the screen. */
export function notifyIdOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32BE(0) & 0x7f_ff_ff_ff || 1;
}
