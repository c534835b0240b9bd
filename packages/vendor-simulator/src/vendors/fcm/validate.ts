import type { VendorReply } from '../../http/vendor-protocol.ts';
import { isTopicCondition } from '../topic-condition.ts';
import type { Json } from './proto-json.ts';
import type { FieldViolation } from './replies.ts';
import { badRequest, fcmFailure } from './replies.ts';
import { apnsProblem, labelProblem, lightProblem, webpushProblem } from './validate-platforms.ts';

const MAX_TTL_SECONDS = 2_419_200;
const MAX_BYTES = 4096;
const MAX_TOPIC_BYTES = 2048;
const TOPIC_NAME = /^[\w.~%-]+$/;
const TARGETS = ['token', 'topic', 'condition', 'fid'] as const;

/** Opaque to clients, yet FCM tells a token from a random text: instance id, colon, long url-safe rest. */
export const isTokenShaped = (token: string): boolean => /^[\w-]{8,64}:[\w-]{100,400}$/.test(token);

/** FCM's answer to the first thing wrong with a message of the right types, or nothing. */
export function problemOf(message: Json): VendorReply | undefined {
  return (
    targetProblem(message) ??
    topicProblem(message) ??
    conditionProblem(message) ??
    labelProblem(message) ??
    reservedKeyProblem(message) ??
    androidProblem(message) ??
    apnsProblem(message) ??
    webpushProblem(message) ??
    sizeProblem(message)
  );
}

const one = (field: string, description: string): VendorReply =>
  badRequest([{ field, description } satisfies FieldViolation]);

function targetProblem(message: Json): VendorReply | undefined {
  const given = TARGETS.filter((name) => message[name] !== undefined && message[name] !== '');
  if (given.length === 1) return undefined;
  return given.length === 0
    ? fcmFailure('INVALID_ARGUMENT', 'Recipient of the message is not set.')
    : one(
        'message',
        `Invalid value at 'message' (oneof), oneof field 'target' is already set. Cannot set '${given[1]}'`,
      );
}

/** The bare name: unlike the older API, this one does not take the prefix `/topics/` (fcm.md §4.1). */
function topicProblem({ topic }: Json): VendorReply | undefined {
  const isGood = topic === undefined || topic === '' || (typeof topic === 'string' && TOPIC_NAME.test(topic));
  return isGood ? undefined : fcmFailure('INVALID_ARGUMENT', 'Invalid topic name.');
}

const CONDITION = { topicName: TOPIC_NAME, allowsNot: true };

function conditionProblem({ condition }: Json): VendorReply | undefined {
  const isGood = typeof condition !== 'string' || condition === '' || isTopicCondition(condition, CONDITION);
  return isGood ? undefined : fcmFailure('INVALID_ARGUMENT', 'Invalid condition expression provided.');
}

function reservedKeyProblem(message: Json): VendorReply | undefined {
  const android = (message['android'] ?? {}) as Json;
  for (const [path, map] of [
    ['message.data', message['data']],
    ['message.android.data', android['data']],
  ] as const) {
    for (const key of Object.keys(map ?? {})) {
      if (key === 'from' || key === 'message_type' || /^(google\.|gcm\.notification\.)/.test(key)) {
        return one(path, `Invalid data payload key: ${key}`);
      }
    }
  }
  return undefined;
}

function androidProblem(message: Json): VendorReply | undefined {
  const android = (message['android'] ?? {}) as Json;
  const ttl = android['ttl'];
  if (typeof ttl === 'string') {
    const seconds = Number.parseFloat(ttl);
    if (seconds < 0 || seconds > MAX_TTL_SECONDS) {
      return one('message.android.ttl', 'Invalid TTL: it must be between 0 and 2419200 seconds');
    }
  }
  const shown = (android['notification'] ?? {}) as Json;
  const { color } = shown;
  if (typeof color === 'string' && color !== '' && !/^#[0-9a-fA-F]{6}$/.test(color)) {
    return one('message.android.notification.color', 'Invalid color: it must be in the form #RRGGBB');
  }
  return lightProblem(shown['light_settings'] as Json | undefined);
}

function sizeProblem(message: Json): VendorReply | undefined {
  const limit = message['topic'] || message['condition'] ? MAX_TOPIC_BYTES : MAX_BYTES;
  return sizeOf(message) > limit ? fcmFailure('INVALID_ARGUMENT', 'Android message is too big') : undefined;
}

/** UTF-8 bytes of data keys and values plus the notification's texts; Google's counting is undocumented (fcm.md §4.6). */
function sizeOf(message: Json): number {
  const android = (message['android'] ?? {}) as Json;
  const maps = [android['data'] ?? message['data'], message['notification'], android['notification']];
  let size = 0;
  for (const map of maps) {
    for (const [key, value] of Object.entries((map ?? {}) as Json)) {
      if (typeof value === 'string') size += Buffer.byteLength(key) + Buffer.byteLength(value);
    }
  }
  return size;
}
