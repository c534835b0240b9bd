import type { HuaweiApp } from '../../credentials/app.ts';
import type { ClickTarget, IncomingPush } from '../../phones/incoming-push.ts';
import { intentExtras } from '../../phones/intent-extras.ts';
import { stringMapOf } from '../../phones/string-map.ts';
import type { HuaweiMessage, Json } from './message.ts';
import { isObject, textOf } from './message.ts';

const DEFAULT_TTL_SECONDS = 86_400;
/** Messages of one app kept for an offline device (huawei.md §5). */
const OFFLINE_LIMIT = 120;

/** Whether the message is handled as marketing: no category, or one without the self-classification right. */
function isMarketing(message: HuaweiMessage, app: HuaweiApp): boolean {
  const category = message.android['category'];
  return typeof category !== 'string' || category === 'MARKETING' || !app.settings.categories.includes(category);
}

/** `target_user_type` 1: a test message (huawei.md §4.3). */
export const isTestMessage = (message: HuaweiMessage): boolean => message.android['target_user_type'] === 1;

/** The message as the HMS client sees it: `getDataOfMap()`, and the intent of a tap; everything but the target. */
export function clientView(
  message: HuaweiMessage,
  app: HuaweiApp,
  requestId: string,
  receivedAt: number,
): Omit<IncomingPush, 'token'> {
  const { android, androidNotification: shown = {} } = message;
  const data = stringMapOf(typeof message.data === 'string' ? message.data : undefined);
  const click = clickOf(shown, data);
  const notifyId =
    Number.isInteger(shown['notify_id']) && shown['notify_id'] !== -1 ? String(shown['notify_id']) : null;
  const tag = typeof shown['tag'] === 'string' ? shown['tag'] : null;
  return {
    vendor: 'huawei',
    appId: app.appId,
    vendorMessageId: requestId,
    kind: message.isData ? 'data' : 'notification',
    title: textOf(message, 'title'),
    content: textOf(message, 'body'),
    payload: message.isData ? (data['payload'] ?? null) : click.payload,
    extras: data,
    click,
    notifyId: notifyId ?? tag,
    replaceKey: tag !== null ? `tag:${tag}` : notifyId !== null ? `id:${notifyId}` : null,
    channel: typeof shown['channel_id'] === 'string' ? shown['channel_id'] : null,
    category: typeof android['category'] === 'string' ? android['category'] : null,
    receivedAt,
    expiresAt: receivedAt + timeToLiveSeconds(android) * 1000,
    onlineOnly: false,
    collapseKey: collapseKeyOf(android),
    offlineLimit: OFFLINE_LIMIT,
    foregroundShow: shown['foreground_show'] !== false,
    foregroundCallback: true,
    startsApp: android['urgency'] === 'HIGH',
    deliverable: true,
    dailyLimit: message.isData ? null : dailyLimitOf(message, app),
    badge: badgeOf(shown['badge']),
    raw: message.message,
  };
}

/** `set_num` wins over `add_num`; without either the number goes up by one (huawei.md §4.4). */
function badgeOf(badge: unknown): IncomingPush['badge'] {
  if (!isObject(badge)) return null;
  const { set_num: set, add_num: add } = badge;
  if (typeof set === 'number') return { set };
  return { add: typeof add === 'number' ? add : 1 };
}

function timeToLiveSeconds(android: Json): number {
  return typeof android['ttl'] === 'string' ? Number.parseFloat(android['ttl']) : DEFAULT_TTL_SECONDS;
}

/** -1 keeps all, 0 only the newest of the app, 1…100 the newest of each group. */
function collapseKeyOf(android: Json): string | null {
  const key = android['collapse_key'];
  return typeof key === 'number' && key >= 0 ? `group:${key}` : null;
}

function dailyLimitOf(message: HuaweiMessage, app: HuaweiApp): IncomingPush['dailyLimit'] {
  const { marketingPerDevicePerDay, totalPerDevicePerDay } = app.settings;
  // Test messages do not count toward what a device gets of marketing.
  if (isMarketing(message, app) && !isTestMessage(message)) {
    return marketingPerDevicePerDay === null ? null : { messageClass: 'marketing', limit: marketingPerDevicePerDay };
  }
  return totalPerDevicePerDay === null ? null : { messageClass: 'total', limit: totalPerDevicePerDay };
}

/** Keys of `data` and of the intent URI arrive as extras of the tap; the URI wins (huawei.md §4.6). */
function clickOf(notification: Json, data: Record<string, string>): ClickTarget {
  const action = isObject(notification['click_action']) ? notification['click_action'] : {};
  if (action['type'] === 2) return { opens: 'web', url: String(action['url']), payload: null, extras: {} };
  const fromIntent = typeof action['intent'] === 'string' ? intentExtras(action['intent']) : {};
  const extras = { ...data, ...fromIntent };
  return { opens: 'app', payload: extras['payload'] ?? null, extras };
}
