import { createHash } from 'node:crypto';
import type { AndroidConfig, ApnsConfig, TokenMessage, WebpushConfig } from 'firebase-admin/messaging';
import type { VendorSettings } from '@bellhop/contracts';
import { appDataOf, PAYLOAD_TOO_LARGE, withFittingCall } from '../../domain/app-data.ts';
import type { Notification } from '../../domain/notification.ts';
import type { SendOutcome } from '../../domain/send-outcome.ts';
import { shortenToFit, utf8Bytes, type ShortenedField } from '../../domain/shorten.ts';
import { tapActionOf } from '../../domain/tap-action.ts';

/** Keys and values of `data` and the texts of the notification; the exact counting is not documented (fcm §4.6). */
const MAX_MESSAGE_BYTES = 4_096;
/** Four weeks. */
const MAX_TTL_SECONDS = 2_419_200;

/** A message but for its target. */
export type FcmMessage = Omit<TokenMessage, 'token'>;

export interface FcmRequest {
  readonly message: FcmMessage;
  readonly shortened: readonly ShortenedField[];
}

/** A notification as an FCM message, or why it can not be one. */
export function fcmRequest(notification: Notification): FcmRequest | SendOutcome {
  return withFittingCall(notification, requestFor);
}

function requestFor(notification: Notification): FcmRequest | SendOutcome {
  if (notification.settings.pushKind === 'DATA') return dataRequest(notification);
  const data = dataOf(notification);
  const dataBytes = bytesOf(data);
  const texts = shortenToFit(
    notification,
    MAX_MESSAGE_BYTES,
    utf8Bytes,
    (title, content) => dataBytes + utf8Bytes(title) + utf8Bytes(content),
  );
  if (texts === undefined) {
    return {
      kind: 'rejected',
      code: PAYLOAD_TOO_LARGE,
      reason: 'the message exceeds the 4,096 bytes of fcm even with short texts',
    };
  }
  return {
    shortened: texts.shortened,
    message: {
      notification: {
        title: texts.title,
        body: texts.content,
        ...(notification.settings.image === '' ? {} : { imageUrl: notification.settings.image }),
      },
      ...(notification.settings.analyticsLabel === ''
        ? {}
        : { fcmOptions: { analyticsLabel: notification.settings.analyticsLabel } }),
      ...(Object.keys(data).length === 0 ? {} : { data }),
      ...platformPart(notification),
    },
  };
}

/** Nothing is shown: the app gets what is in `data`. */
function dataRequest(notification: Notification): FcmRequest | SendOutcome {
  const { settings, ttlSeconds, conversationId, notifyId } = notification;
  const data = dataOf(notification);
  if (bytesOf(data) > MAX_MESSAGE_BYTES)
    return { kind: 'rejected', code: PAYLOAD_TOO_LARGE, reason: 'the data exceeds the 4,096 bytes of fcm' };
  const lifeSeconds = Math.min(ttlSeconds, MAX_TTL_SECONDS);
  const parts: Record<string, Pick<FcmMessage, 'android' | 'apns' | 'webpush'>> = {
    ios: {
      apns: {
        // What wakes an app without showing anything must not be urgent (fcm §3).
        headers: {
          'apns-push-type': 'background',
          'apns-priority': '5',
          'apns-expiration': String(Math.floor(Date.now() / 1_000) + lifeSeconds),
          'apns-collapse-id': String(notifyId),
        },
        payload: { aps: { contentAvailable: true } },
      },
    },
    web: { webpush: { headers: { TTL: String(lifeSeconds), Urgency: 'high' } } },
    android: {
      android: {
        priority: 'high', // else it waits for the next time the phone is awake
        ttl: lifeSeconds * 1_000,
        ...(settings.collapseKey === '' ? {} : { collapseKey: collapseKeyOf(settings.collapseKey, conversationId) }),
        ...(settings.directBoot ? { directBootOk: true } : {}),
      },
    },
  };
  return { shortened: [], message: { data, ...(parts[notification.platform] ?? parts['android']) } };
}

function bytesOf(data: Readonly<Record<string, string>>): number {
  return Object.entries(data).reduce((sum, [key, value]) => sum + utf8Bytes(key) + utf8Bytes(value), 0);
}

/** FCM cannot open a web page by itself: the address goes along, for the app to open. */
function dataOf(notification: Notification): Record<string, string> {
  const tap = tapActionOf(notification.settings);
  return { ...appDataOf(notification), ...(tap.kind === 'url' ? { url: tap.url } : {}) };
}

/** What each platform's own push service is told. */
function platformPart(notification: Notification): Pick<FcmMessage, 'android' | 'apns' | 'webpush'> {
  switch (notification.platform) {
    case 'ios':
      return { apns: apnsOf(notification) };
    case 'web':
      return { webpush: webpushOf(notification) };
    default:
      return { android: androidOf(notification) };
  }
}

/** Apple's push service, reached through FCM: title and body come from the message itself. */
function apnsOf({
  settings,
  ttlSeconds,
  threadId,
  badgeIncrement,
  badge,
  notifyId,
  isQuiet,
}: Notification): ApnsConfig {
  const expiration = Math.floor(Date.now() / 1_000) + Math.min(ttlSeconds, MAX_TTL_SECONDS);
  return {
    headers: {
      'apns-push-type': 'alert',
      'apns-priority': isQuiet ? '5' : '10',
      'apns-expiration': String(expiration),
      'apns-collapse-id': String(notifyId), // a message that comes twice is shown once
    },
    payload: {
      aps: {
        ...(isQuiet || !rings(settings) ? {} : { sound: settings.sound || 'default' }),
        ...(badgeIncrement < 1 ? {} : { badge: badge || badgeIncrement }), // APNs has no increment
        ...(threadId === undefined ? {} : { threadId }),
        ...(settings.mutableContent ? { mutableContent: true } : {}),
      },
    },
  };
}

/** Browsers' push services, reached through FCM. */
function webpushOf({ settings, ttlSeconds, notifyId, isQuiet, acceptedAtMs }: Notification): WebpushConfig {
  const tap = tapActionOf(settings);
  return {
    headers: { TTL: String(Math.min(ttlSeconds, MAX_TTL_SECONDS)), Urgency: isQuiet ? 'normal' : 'high' },
    notification: {
      tag: String(notifyId),
      silent: isQuiet || settings.notifyType === 'SILENT',
      timestamp: acceptedAtMs,
    },
    ...(tap.kind === 'url' ? { fcmOptions: { link: tap.url } } : {}),
  };
}

/** firebase-admin takes the time to live in milliseconds. */
function androidOf({
  settings,
  ttlSeconds,
  notifyId,
  conversationId,
  badgeIncrement,
  isQuiet,
  acceptedAtMs,
}: Notification): AndroidConfig {
  const tap = tapActionOf(settings);
  const visibility = visibilities.find((name) => name === settings.visibility.toLowerCase());
  const priority = priorities.find((name) => name === settings.importance.toLowerCase());
  return {
    priority: 'high',
    ...(settings.collapseKey === '' ? {} : { collapseKey: collapseKeyOf(settings.collapseKey, conversationId) }),
    ...(settings.directBoot ? { directBootOk: true } : {}),
    ttl: Math.min(ttlSeconds, MAX_TTL_SECONDS) * 1_000,
    notification: {
      tag: String(notifyId), // a message that comes twice is shown once
      ...(settings.channelId === '' ? {} : { channelId: settings.channelId }),
      ...(isQuiet ? {} : noiseOf(settings)),
      ...(isQuiet ? quiet(acceptedAtMs) : priority === undefined ? {} : { priority }),
      ...(tap.kind === 'page' ? { clickAction: tap.target } : {}), // an intent action, not a class
      ...(badgeIncrement < 1 ? {} : { notificationCount: badgeIncrement }),
      ...(visibility === undefined ? {} : { visibility }),
    },
  };
}

const rings = ({ notifyType }: VendorSettings): boolean => notifyType !== 'VIBRATE' && notifyType !== 'SILENT';

/** Where channels do not decide (before Android 8): the app's sound or the default one, and the default vibration. */
function noiseOf(settings: VendorSettings): NonNullable<AndroidConfig['notification']> {
  const { sound, notifyType } = settings;
  return {
    ...(rings(settings) && sound !== '' ? { sound } : notifyType === '' ? {} : { defaultSound: rings(settings) }),
    ...(notifyType === '' ? {} : { defaultVibrateTimings: notifyType === 'VIBRATE' || notifyType === 'ALL' }),
  };
}

/** Where channels do not decide (before Android 8) it makes no noise; everywhere it stands at its own time. */
function quiet(acceptedAtMs: number) {
  return { priority: 'low', defaultSound: false, eventTimestamp: new Date(acceptedAtMs) } as const;
}

const visibilities = ['private', 'public', 'secret'] as const;

/** FCM keeps up to four keys for a device; one per conversation keeps the newest message of each of the last four. */
function collapseKeyOf(key: string, conversationId: string): string {
  return key === 'CONVERSATION' ? createHash('sha256').update(conversationId).digest('hex').slice(0, 16) : key;
}

const priorities = ['min', 'low', 'default', 'high', 'max'] as const;
