import type { AndroidConfig, TokenMessage } from 'firebase-admin/messaging';
import type { Notification } from '../../domain/notification.ts';
import type { SendOutcome } from '../../domain/send-outcome.ts';
import { shortenToFit, utf8Bytes } from '../../domain/shorten.ts';
import { tapActionOf } from '../../domain/tap-action.ts';

/** Keys and values of `data` and the texts of the notification; the exact counting is not documented (fcm §4.6). */
const MAX_MESSAGE_BYTES = 4_096;
/** Four weeks. */
const MAX_TTL_SECONDS = 2_419_200;

/** A message but for its target. */
export type FcmMessage = Omit<TokenMessage, 'token'>;

export interface FcmRequest {
  readonly message: FcmMessage;
  readonly shortened: readonly ('title' | 'content')[];
}

/** A notification as an FCM message, or why it can not be one. */
export function fcmRequest(notification: Notification): FcmRequest | SendOutcome {
  const data = dataOf(notification);
  const dataBytes = Object.entries(data).reduce((sum, [key, value]) => sum + utf8Bytes(key) + utf8Bytes(value), 0);
  const texts = shortenToFit(
    notification,
    MAX_MESSAGE_BYTES,
    utf8Bytes,
    (title, content) => dataBytes + utf8Bytes(title) + utf8Bytes(content),
  );
  if (texts === undefined) {
    return {
      kind: 'rejected',
      code: 'PAYLOAD_TOO_LARGE',
      reason: 'the message exceeds the 4,096 bytes of fcm even with short texts',
    };
  }
  return {
    shortened: texts.shortened,
    message: {
      notification: { title: texts.title, body: texts.content },
      ...(Object.keys(data).length === 0 ? {} : { data }),
      android: androidOf(notification),
    },
  };
}

/** FCM cannot open a web page by itself: the address goes along, for the app to open. */
function dataOf({ payload, settings }: Notification): Record<string, string> {
  const tap = tapActionOf(settings);
  return { ...(payload === undefined ? {} : { payload }), ...(tap.kind === 'url' ? { url: tap.url } : {}) };
}

/** firebase-admin takes the time to live in milliseconds. */
function androidOf({ settings, ttlSeconds, notifyId, isQuiet, acceptedAtMs }: Notification): AndroidConfig {
  const tap = tapActionOf(settings);
  const priority = priorities.find((name) => name === settings.importance.toLowerCase());
  return {
    priority: 'high',
    ttl: Math.min(ttlSeconds, MAX_TTL_SECONDS) * 1_000,
    notification: {
      tag: String(notifyId), // a message that comes twice is shown once
      ...(settings.channelId === '' ? {} : { channelId: settings.channelId }),
      ...(settings.sound === '' || isQuiet ? {} : { sound: settings.sound }),
      ...(isQuiet ? quiet(acceptedAtMs) : priority === undefined ? {} : { priority }),
      ...(tap.kind === 'page' ? { clickAction: tap.target } : {}),
    },
  };
}

/** Where channels do not decide (before Android 8) it makes no noise; everywhere it stands at its own time. */
function quiet(acceptedAtMs: number) {
  return { priority: 'low', defaultSound: false, eventTimestamp: new Date(acceptedAtMs) } as const;
}

const priorities = ['min', 'low', 'default', 'high', 'max'] as const;
