import type { VendorReply } from '../../http/vendor-protocol.ts';
import type { Json } from './proto-json.ts';
import { badRequest, fcmFailure } from './replies.ts';

const MAX_BYTES = 4096;
const MAX_TTL_SECONDS = 2_419_200;

const one = (field: string, description: string): VendorReply => badRequest([{ field, description }]);
const partOf = (json: Json, name: string): Json => (json[name] ?? {}) as Json;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Analytics labels of the message and of its platforms: 1–50 of `[a-zA-Z0-9-_.~%]`; an empty one is not given. */
export function labelProblem(message: Json): VendorReply | undefined {
  const parts = [
    ['message', message],
    ['message.android', partOf(message, 'android')],
    ['message.apns', partOf(message, 'apns')],
    ['message.webpush', partOf(message, 'webpush')],
  ] as const;
  for (const [path, part] of parts) {
    const label = partOf(part, 'fcm_options')['analytics_label'];
    if (typeof label === 'string' && label !== '' && !/^[\w.~%-]{1,50}$/.test(label)) {
      return one(
        `${path}.fcm_options.analytics_label`,
        'Invalid analytics label: it must match ^[a-zA-Z0-9-_.~%]{1,50}$',
      );
    }
  }
  return undefined;
}

/** The color and both durations are required (reference, LightSettings); parts of a color go from 0 to 1. */
export function lightProblem(light: Json | undefined): VendorReply | undefined {
  if (light === undefined) return undefined;
  const path = 'message.android.notification.light_settings';
  for (const name of ['color', 'light_on_duration', 'light_off_duration']) {
    if (light[name] === undefined) return one(`${path}.${name}`, `Invalid light settings: ${name} is required`);
  }
  const isPart = (part: unknown): boolean => typeof part === 'number' && part >= 0 && part <= 1;
  return Object.values(partOf(light, 'color')).every(isPart)
    ? undefined
    : one(`${path}.color`, 'Invalid light settings: the parts of the color must be between 0 and 1');
}

/** Headers by their lower-case name, the values as they came. */
function headersOf(part: Json): Map<string, string> {
  const headers = Object.entries(partOf(part, 'headers')) as [string, string][];
  return new Map(headers.map(([name, value]) => [name.toLowerCase(), value]));
}

type HeaderRule = readonly [name: string, isGood: (value: string) => boolean];

const PUSH_TYPES = new Set(
  'alert background voip complication fileprovider mdm liveactivity location pushtotalk controls widgets'.split(' '),
);
const APNS_HEADERS: readonly HeaderRule[] = [
  ['apns-priority', (value) => ['1', '5', '10'].includes(value)],
  ['apns-expiration', (value) => /^\d{1,10}$/.test(value)],
  ['apns-push-type', (value) => PUSH_TYPES.has(value)],
  ['apns-collapse-id', (value) => Buffer.byteLength(value) <= 64],
];
const WEB_HEADERS: readonly HeaderRule[] = [
  ['ttl', (value) => /^\d{1,7}$/.test(value) && Number(value) <= MAX_TTL_SECONDS],
  ['urgency', (value) => ['very-low', 'low', 'normal', 'high'].includes(value)],
  ['topic', (value) => /^[\w-]{1,32}$/.test(value)],
];

function headerProblem(path: string, part: Json, rules: readonly HeaderRule[]): VendorReply | undefined {
  const headers = headersOf(part);
  const bad = rules.find(([name, isGood]) => headers.has(name) && !isGood(headers.get(name) ?? ''));
  return bad === undefined ? undefined : one(`${path}.headers`, `Invalid value of the header ${bad[0]}`);
}

/** The `apns` part: headers that APNs knows, a payload with an `aps` of the documented types, 4 KB at most. */
export function apnsProblem(message: Json): VendorReply | undefined {
  const apns = message['apns'] as Json | undefined;
  if (apns === undefined) return undefined;
  const payload = apns['payload'] as Json | undefined;
  const problem = headerProblem('message.apns', apns, APNS_HEADERS);
  if (problem !== undefined || payload === undefined) return problem;
  const aps = payload['aps'];
  // The sentence is the one that senders report from the real service.
  if (aps === undefined) {
    return fcmFailure('INVALID_ARGUMENT', 'Payload of Apple Push Notification Service must contain an [aps] key.');
  }
  if (!isObject(aps)) return one('message.apns.payload', 'Invalid APNs payload: aps must be an object');
  const hasText = message['notification'] !== undefined || message['data'] !== undefined;
  if (Object.keys(aps).length === 0 && !hasText) {
    return fcmFailure('INVALID_ARGUMENT', 'Request contains an invalid argument.');
  }
  const wrong = Object.entries(APS_TYPES).find(([name, isGood]) => aps[name] !== undefined && !isGood(aps[name]));
  if (wrong !== undefined) return one('message.apns.payload', `Invalid APNs payload: aps.${wrong[0]}`);
  return Buffer.byteLength(JSON.stringify(payload)) > MAX_BYTES
    ? fcmFailure('INVALID_ARGUMENT', 'iOS message is too big')
    : undefined;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isFlag = (value: unknown): boolean => value === 0 || value === 1;
const APS_TYPES: Record<string, (value: unknown) => boolean> = {
  alert: (value) => isText(value) || isObject(value),
  badge: (value) => Number.isInteger(value) && Number(value) >= 0,
  sound: (value) => isText(value) || (isObject(value) && isCriticalSound(value)),
  'thread-id': isText,
  category: isText,
  'content-available': isFlag,
  'mutable-content': isFlag,
};

function isCriticalSound({ critical, name, volume }: Json): boolean {
  const isVolume = volume === undefined || (typeof volume === 'number' && volume >= 0 && volume <= 1);
  return (critical === undefined || isFlag(critical)) && isText(name) && name !== '' && isVolume;
}

/** The `webpush` part: headers of RFC 8030, a link with https, a notification of the documented types. */
export function webpushProblem(message: Json): VendorReply | undefined {
  const webpush = message['webpush'] as Json | undefined;
  if (webpush === undefined) return undefined;
  const link = partOf(webpush, 'fcm_options')['link'];
  if (typeof link === 'string' && link !== '' && !(/^https:\/\//i.test(link) && URL.canParse(link))) {
    return one('message.webpush.fcm_options.link', 'Invalid link: it must be an HTTPS URL');
  }
  const shown = partOf(webpush, 'notification');
  const wrong = Object.entries(WEB_TYPES).find(([name, isGood]) => shown[name] !== undefined && !isGood(shown[name]));
  return wrong === undefined
    ? headerProblem('message.webpush', webpush, WEB_HEADERS)
    : one('message.webpush.notification', `Invalid web notification: ${wrong[0]}`);
}

const WEB_TYPES: Record<string, (value: unknown) => boolean> = {
  title: isText,
  body: isText,
  icon: isText,
  image: isText,
  badge: isText,
  tag: isText,
  dir: (value) => ['auto', 'ltr', 'rtl'].includes(value as string),
  actions: (value) =>
    Array.isArray(value) && value.every((it) => isObject(it) && isText(it['action']) && isText(it['title'])),
};
