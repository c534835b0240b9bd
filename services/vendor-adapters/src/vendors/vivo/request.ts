import { createHash } from 'node:crypto';
import type { VivoCredential } from '@bellhop/contracts';
import { appDataOf, PAYLOAD_TOO_LARGE, withFittingCall } from '../../domain/app-data.ts';
import { categoryOf } from '../../domain/category.ts';
import type { Notification } from '../../domain/notification.ts';
import type { SendOutcome } from '../../domain/send-outcome.ts';
import { shortenTexts, type ShortenedField } from '../../domain/shorten.ts';
import { tapActionOf } from '../../domain/tap-action.ts';

/** 10056, 10058. Counted in UTF-16 units: an emoji may count as 2 at the vendor, never as more. */
const LIMITS = { title: 40, content: 100 };
/** Keys and values of `clientCustomMap` together (10067). */
const MAX_CUSTOM_CHARACTERS = 1_024;
const TTL_SECONDS = { min: 60, max: 86_400 };
const DEFAULT_CATEGORY = 'IM';
/** 1 none, 2 sound, 3 vibration, 4 both. */
const NOTIFY_TYPES: ReadonlyMap<string, number> = new Map([
  ['SILENT', 1],
  ['SOUND', 2],
  ['VIBRATE', 3],
]);
/** 0 operational, 1 system; a category of the other class is refused with 10097 (vivo §5.1). */
const OPERATIONAL_CATEGORIES: ReadonlySet<string> = new Set(['CONTENT', 'MARKETING', 'SOCIAL', 'NEWS']);

/** The message fields that single and list sends share. */
export type VivoMessage = Readonly<Record<string, unknown>>;

export interface VivoRequest {
  readonly message: VivoMessage;
  readonly shortened: readonly ShortenedField[];
}

/** A notification as a vivo message, or why it can not be one. */
export function vivoRequest(
  notification: Notification,
  credential: Pick<VivoCredential, 'appId' | 'environment'>,
): VivoRequest | SendOutcome {
  return withFittingCall(notification, (fitting) => requestFor(fitting, credential));
}

function requestFor(
  notification: Notification,
  credential: Pick<VivoCredential, 'appId' | 'environment'>,
): VivoRequest | SendOutcome {
  const { settings, badgeIncrement } = notification;
  const appData = Object.entries(appDataOf(notification));
  // 1 = to the app's registered test devices alone, which is all that an app under review may do.
  const pushMode = notification.environment === 'sandbox' || credential.environment === 'sandbox' ? 1 : 0;
  if (appData.reduce((sum, [key, value]) => sum + key.length + value.length, 0) > MAX_CUSTOM_CHARACTERS) {
    return {
      kind: 'rejected',
      code: PAYLOAD_TOO_LARGE,
      reason: 'payload and call exceed the 1,024 characters of vivo custom parameters',
    };
  }
  const { title, content, shortened } = shortenTexts(notification, LIMITS);
  const category = categoryOf(settings, DEFAULT_CATEGORY);
  return {
    shortened,
    message: {
      appId: Number(credential.appId),
      notifyType: notification.isQuiet ? 1 : (NOTIFY_TYPES.get(settings.notifyType) ?? 4),
      title,
      content,
      timeToLive: Math.min(Math.max(notification.ttlSeconds, TTL_SECONDS.min), TTL_SECONDS.max),
      // The vendor keeps nothing for less than a minute: what lives shorter (a call that rings) is for online devices alone.
      ...(settings.onlySendOnce || notification.ttlSeconds < TTL_SECONDS.min ? { sendOnline: true } : {}),
      ...tapFields(notification),
      networkType: -1,
      // Without a category it stays a message of the system's class: operational ones are held back at night.
      classification: OPERATIONAL_CATEGORIES.has(category) ? 0 : 1,
      ...(category === '' ? {} : { category }),
      ...(badgeIncrement < 1 ? {} : { addBadge: true }), // raises it by one, whatever the increment
      ...(appData.length === 0 ? {} : { clientCustomMap: Object.fromEntries(appData) }),
      notifyId: notification.notifyId,
      pushMode,
      foregroundShow: !settings.hideInForeground,
    },
  };
}

/** 1 = the app, 2 = web page, 4 = page of the app (intent URI or deep link). */
function tapFields({ settings }: Notification): Record<string, string | number> {
  const tap = tapActionOf(settings);
  switch (tap.kind) {
    case 'launch':
      return { skipType: 1 };
    case 'page':
      return { skipType: 4, skipContent: tap.target };
    case 'url':
      return { skipType: 2, skipContent: tap.url };
  }
}

/**
 * At most 64 characters; the same when the same request is made again, and another for every other request of the task:
 * a retry is for fewer targets, and must not be taken for a repetition of the first call.
 */
export function requestIdOf(taskId: string, step: 'send' | 'save' | 'push', regIds: readonly string[]): string {
  const digest = createHash('sha256').update(step).update('\n').update(regIds.join('\n')).digest('hex');
  return `${taskId}-${digest.slice(0, 16)}`;
}

/** The body of /message/send. */
export function sendBody(message: VivoMessage, regId: string, requestId: string): string {
  return JSON.stringify({ ...message, regId, requestId });
}

/** The body of /message/saveListPayload: a content without target. */
export function saveBody(message: VivoMessage, requestId: string): string {
  return JSON.stringify({ ...message, requestId });
}

/** The body of /message/pushToList: a saved content to 2..1000 registration ids. */
export function pushToListBody(
  message: VivoMessage,
  savedTaskId: string,
  regIds: readonly string[],
  requestId: string,
): string {
  return JSON.stringify({ appId: message.appId, regIds, taskId: savedTaskId, requestId, pushMode: message.pushMode });
}

/**
 * The body of /message/recycle as the one known client sends it (vivo §3.9): type 1 = registration ids, and none named = everybody the task went
 * to. So it is for tasks that went to a single device.
 */
export function recycleBody(appId: string, vendorTaskId: string): string {
  return JSON.stringify({ appId: Number(appId), taskId: vendorTaskId, userIds: [], userType: 1 });
}
