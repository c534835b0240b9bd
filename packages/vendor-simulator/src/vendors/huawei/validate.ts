import type { HuaweiApp } from '../../credentials/app.ts';
import { parseLooseJson } from '../../phones/loose-json.ts';
import { isTopicCondition } from '../topic-condition.ts';
import { isDuration } from './duration.ts';
import type { HuaweiMessage, Json } from './message.ts';
import { isObject } from './message.ts';
import { notificationProblem } from './validate-notification.ts';
import type { Refusal } from './replies.ts';
import { badParameter, badStructure, refuse } from './replies.ts';

const MAX_BODY_BYTES = 4096;
const MAX_TOKENS = 1000;
const MAX_TTL_SECONDS = 1_296_000;
const CATEGORIES = new Set([
  'IM',
  'VOIP',
  'SUBSCRIPTION',
  'TRAVEL',
  'HEALTH',
  'WORK',
  'ACCOUNT',
  'EXPRESS',
  'FINANCE',
  'DEVICE_REMINDER',
  'SYSTEM_REMINDER',
  'MAIL',
  'MARKETING',
  'PLAY_VOICE',
]);

/** At most five topics, and, or, parentheses (huawei.md §4.2). */
const CONDITION = { topicName: /^[\w.~%-]+$/, allowsNot: false };

/** The first thing Push Kit would refuse in this request, or nothing. */
export function problemOf(message: HuaweiMessage, body: Json, app: HuaweiApp): Refusal | undefined {
  return (
    targetProblem(message.message) ??
    sizeProblem(body) ??
    dataProblem(message) ??
    androidProblem(message.android, message.isData) ??
    (message.isData ? undefined : notificationProblem(message)) ??
    otherPlatformsProblem(message.message, body) ??
    rightsProblem(message.android, app)
  );
}

function targetProblem(message: Json): Refusal | undefined {
  const given = ['token', 'topic', 'condition'].filter((name) => message[name] !== undefined && message[name] !== null);
  if (given.length > 1) return badStructure('only one of token, topic and condition is allowed');
  if (given.length === 0) return refuse('80300010', 'The number of tokens is out of range');
  if (given[0] !== 'token') {
    const name = given[0] ?? '';
    const value = message[name];
    const isGood = typeof value === 'string' && (name === 'topic' || isTopicCondition(value, CONDITION));
    return isGood ? undefined : badParameter(name);
  }
  const tokens = message['token'];
  const isList = Array.isArray(tokens) && tokens.every((token) => typeof token === 'string' && token !== '');
  if (!isList || tokens.length < 1 || tokens.length > MAX_TOKENS) {
    return refuse('80300010', 'The number of tokens is out of range');
  }
  return undefined;
}

/** UTF-8 bytes of the body without the tokens; how Huawei counts exactly is not documented (huawei.md §3). */
function sizeProblem(body: Json): Refusal | undefined {
  const message = { ...(body['message'] as Json), token: undefined };
  const size = Buffer.byteLength(JSON.stringify({ ...body, message }));
  return size > MAX_BODY_BYTES ? refuse('80300008', 'The message body is larger than 4096 bytes') : undefined;
}

function dataProblem({ data, isData, notification, androidNotification }: HuaweiMessage): Refusal | undefined {
  if (data !== undefined && typeof data !== 'string') return badParameter('data must be a string');
  if (isData) return undefined;
  if (notification === undefined && androidNotification === undefined)
    return badStructure('neither data nor notification');
  if (data !== undefined && !isJsonObject(data))
    return badParameter('data must be a JSON string beside a notification');
  return undefined;
}

function androidProblem(android: Json, isData: boolean): Refusal | undefined {
  const { collapse_key: collapseKey, urgency, category, ttl } = android;
  if (
    collapseKey !== undefined &&
    (!Number.isInteger(collapseKey) || Number(collapseKey) < -1 || Number(collapseKey) > 100)
  ) {
    return refuse('80100013', 'The collapse_key is illegal');
  }
  if (urgency !== undefined && urgency !== 'HIGH' && urgency !== 'NORMAL') return badParameter('urgency');
  if (category !== undefined && (typeof category !== 'string' || !CATEGORIES.has(category)))
    return badParameter('category');
  if (category === 'PLAY_VOICE' && !isData) return badParameter('PLAY_VOICE is for data messages only');
  const ttlProblem = ttl === undefined ? undefined : timeToLiveProblem(ttl);
  if (ttlProblem !== undefined) return ttlProblem;
  if (![undefined, 1, 2].includes(android['fast_app_target'] as number)) return badParameter('fast_app_target');
  if (![undefined, 0, 1].includes(android['target_user_type'] as number)) return badParameter('target_user_type');
  for (const name of ['bi_tag', 'receipt_id']) {
    if (android[name] !== undefined && typeof android[name] !== 'string') return badParameter(name);
  }
  return undefined;
}

/** At most 15 days (huawei.md §4.3). */
function timeToLiveProblem(ttl: unknown): Refusal | undefined {
  if (!isDuration(ttl)) return badParameter('ttl');
  const seconds = Number.parseFloat(ttl);
  if (seconds > MAX_TTL_SECONDS) return badParameter('ttl is longer than 15 days');
  return seconds > 0 ? undefined : refuse('80100004', 'TTL less than current time');
}

/** The parts for iOS and browsers, and the review of a content: HMS's own members of them (huawei.md §4.1, §4.2). */
function otherPlatformsProblem(message: Json, body: Json): Refusal | undefined {
  for (const name of ['apns', 'webpush']) {
    const part = message[name];
    if (part === undefined) continue;
    if (!isObject(part)) return badStructure(`${name} must be an object`);
    const wrong = ['headers', 'hms_options', name === 'apns' ? 'payload' : 'notification'].find(
      (member) => part[member] !== undefined && !isObject(part[member]),
    );
    if (wrong !== undefined) return badStructure(`${name}.${wrong} must be an object`);
    const options = part['hms_options'];
    const userType = isObject(options) ? options['target_user_type'] : undefined;
    if (![undefined, 1, 2, 3].includes(userType as number)) return badParameter(`${name}.hms_options.target_user_type`);
    const headers = part['headers'];
    const urgency = isObject(headers) ? headers['urgency'] : undefined;
    const isUrgency = typeof urgency === 'string' && /^(very-low|low|normal|high)$/.test(urgency);
    if (name === 'webpush' && urgency !== undefined && !isUrgency) return badParameter('webpush.headers.urgency');
  }
  const { review } = body;
  return review === undefined || Array.isArray(review) ? undefined : badStructure('review must be an array');
}

function rightsProblem(android: Json, app: HuaweiApp): Refusal | undefined {
  if (android['urgency'] === 'HIGH' && !app.settings.highPriority) {
    return refuse('80300011', 'No permission to send high-priority messages');
  }
  const receiptId = android['receipt_id'];
  if (receiptId !== undefined && !app.settings.receipts.some((it) => it.id === receiptId)) {
    return refuse('80300013', 'The receipt address is wrong');
  }
  return undefined;
}

function isJsonObject(text: string): boolean {
  try {
    return isObject(parseLooseJson(text));
  } catch {
    return false;
  }
}
