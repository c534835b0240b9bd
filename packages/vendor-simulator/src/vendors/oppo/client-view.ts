import type { OppoApp } from '../../credentials/app.ts';
import type { ClickTarget, IncomingPush } from '../../phones/incoming-push.ts';
import { intentExtras } from '../../phones/intent-extras.ts';
import { stringMapOf } from '../../phones/string-map.ts';
import type { Notification } from './notification.ts';
import { number, text } from './notification.ts';
import { isPrivate } from './validate.ts';

const DEFAULT_OFFLINE_SECONDS = 3600;
const MAX_OFFLINE_SECONDS = 864_000;
const OFFLINE_LIMIT = 1_000;

/** The notification as the phone's system and the app see it; everything but the target. */
export function clientView(
  notification: Notification,
  app: OppoApp,
  messageId: string,
  receivedAt: number,
): Omit<IncomingPush, 'token'> {
  const parameters = stringMapOf(text(notification, 'action_parameters'));
  const notifyId = number(notification, 'notify_id');
  const kept = Math.min(number(notification, 'off_line_ttl') ?? DEFAULT_OFFLINE_SECONDS, MAX_OFFLINE_SECONDS);
  const limit = isPrivate(notification, app) ? null : app.settings.perDeviceDailyPublic;
  return {
    vendor: 'oppo',
    appId: app.appId,
    vendorMessageId: messageId,
    kind: 'notification',
    title: text(notification, 'title') ?? '',
    content: text(notification, 'content') ?? '',
    payload: parameters['payload'] ?? null,
    extras: parameters,
    click: clickOf(notification, parameters),
    notifyId: notifyId === undefined ? null : String(notifyId),
    replaceKey: notifyId === undefined ? null : `id:${notifyId}`,
    channel: text(notification, 'channel_id') ?? null,
    category: text(notification, 'category') ?? null,
    receivedAt,
    expiresAt: receivedAt + kept * 1000,
    ...(notification['show_time_type'] === 1
      ? { deliverAt: number(notification, 'show_start_time') ?? receivedAt }
      : {}),
    onlineOnly: notification['off_line'] === false,
    collapseKey: null,
    offlineLimit: OFFLINE_LIMIT,
    foregroundShow: true,
    foregroundCallback: false,
    startsApp: false,
    deliverable: true,
    dailyLimit: limit === null ? null : { messageClass: 'public', limit },
    badge: badgeOf(notification, app),
    raw: notification,
  };
}

/** Numbers need an approval of their own; without one the icon gets a dot at most (oppo.md §4). */
function badgeOf(notification: Notification, app: OppoApp): IncomingPush['badge'] {
  const count = number(notification, 'badge_message_count');
  if (count === undefined || !app.settings.badgeNumbers) return null;
  return notification['badge_operation_type'] === 1 ? { add: count } : { set: count };
}

/** With types 0, 1 and 4 every pair is a string extra of the intent; 2 and 5 append them to the URL, whose own extras an intent has too (oppo.md §4.1). */
function clickOf(notification: Notification, parameters: Record<string, string>): ClickTarget {
  const type = notification['click_action_type'] ?? 0;
  if (type === 0 || type === 1 || type === 4) {
    return { opens: 'app', payload: parameters['payload'] ?? null, extras: parameters };
  }
  const base = text(notification, 'click_action_url') ?? '';
  const query = new URLSearchParams(parameters).toString();
  const url = query === '' ? base : `${base}${base.includes('?') ? '&' : '?'}${query}`;
  if (type !== 5) return { opens: 'web', url, payload: null, extras: {} };
  const extras = { ...parameters, ...intentExtras(base) };
  return { opens: 'app', url, payload: extras['payload'] ?? null, extras };
}
