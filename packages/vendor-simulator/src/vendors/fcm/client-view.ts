import type { FcmApp } from '../../credentials/app.ts';
import type { IncomingPush } from '../../phones/incoming-push.ts';
import type { Json } from './proto-json.ts';

const DEFAULT_TTL_SECONDS = 2_419_200;
/** Beyond 100 stored messages FCM discards all of them (fcm.md §5). */
const OFFLINE_LIMIT = 100;

/** In proto3 an empty text is one that was not set. */
const textIn = (json: Json, name: string): string | null =>
  typeof json[name] === 'string' && json[name] !== '' ? json[name] : null;

/** The message as the FCM client on an Android phone sees it; everything but the target. */
export function clientView(message: Json, app: FcmApp, name: string, receivedAt: number): Omit<IncomingPush, 'token'> {
  const android = (message['android'] ?? {}) as Json;
  const data = (android['data'] ?? message['data'] ?? {}) as Record<string, string>;
  const common = (message['notification'] ?? {}) as Json;
  const own = Object.entries((android['notification'] ?? {}) as Json).filter(([, value]) => value !== '');
  const shown: Json = { ...common, ...Object.fromEntries(own) };
  const isData = message['notification'] === undefined && android['notification'] === undefined;
  const tag = textIn(shown, 'tag');
  const ttl = textIn(android, 'ttl');
  const ttlSeconds = ttl === null ? DEFAULT_TTL_SECONDS : Number.parseFloat(ttl);
  const payload = data['payload'] ?? null;
  const count = shown['notification_count'];
  return {
    vendor: 'fcm',
    appId: app.appId,
    vendorMessageId: name,
    kind: isData ? 'data' : 'notification',
    title: textIn(shown, 'title') ?? '',
    content: textIn(shown, 'body') ?? '',
    payload,
    extras: data,
    click: { opens: 'app', payload, extras: data },
    notifyId: tag,
    replaceKey: tag === null ? null : `tag:${tag}`,
    channel: textIn(shown, 'channel_id'),
    category: null,
    receivedAt,
    // ttl 0 is "now or never".
    expiresAt: ttlSeconds === 0 ? Infinity : receivedAt + ttlSeconds * 1000,
    onlineOnly: ttlSeconds === 0,
    // Notification messages are always collapsible: without a key, by the app (fcm.md §4.3).
    collapseKey: textIn(android, 'collapse_key') ?? (isData ? null : app.packageName),
    offlineLimit: OFFLINE_LIMIT,
    // In front, the app gets the message instead of the user (fcm.md §4.5).
    foregroundShow: false,
    foregroundCallback: true,
    startsApp: true,
    deliverable:
      textIn(android, 'restricted_package_name') === null ||
      textIn(android, 'restricted_package_name') === app.packageName,
    dailyLimit: null,
    badge: typeof count === 'number' && count > 0 ? { set: count } : null,
    raw: message,
  };
}
