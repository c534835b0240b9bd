import type { XiaomiApp } from '../../credentials/app.ts';
import type { ClickTarget, IncomingPush } from '../../phones/incoming-push.ts';
import { intentExtras } from '../../phones/intent-extras.ts';
import { javaInteger } from '../java-values.ts';
import type { XiaomiMessage } from './message.ts';

const DAY_MS = 24 * 3_600_000;
const OFFLINE_LIMIT = 1_000;

export type ChannelClass = 'default' | 'public' | 'private';

export function channelClassOf(message: XiaomiMessage, app: XiaomiApp): ChannelClass {
  const id = message.extra['channel_id'];
  return app.settings.channels.find((channel) => channel.id === id)?.class ?? 'default';
}

/** The message as the MiPush client on the phone sees it; everything but the target. */
export function clientView(
  message: XiaomiMessage,
  app: XiaomiApp,
  messageId: string,
  receivedAt: number,
): Omit<IncomingPush, 'token'> {
  const { extra } = message;
  const channelClass = channelClassOf(message, app);
  const perDevice =
    channelClass === 'default'
      ? app.settings.perDeviceDailyDefault
      : channelClass === 'public'
        ? app.settings.perDeviceDailyPublic
        : null;
  const notifyId = message.notifyId === undefined ? null : String(javaInteger(message.notifyId));
  const timeToSend = javaInteger(message.timeToSend) ?? 0;
  const start = Math.max(receivedAt, timeToSend);
  return {
    vendor: 'xiaomi',
    appId: app.appId,
    vendorMessageId: messageId,
    kind: 'notification',
    title: message.title ?? '',
    content: message.description ?? '',
    payload: extra['payload'] ?? null,
    extras: extra,
    click: clickOf(extra),
    notifyId,
    // Without notify_id only one notification of the app is shown (xiaomi.md §4).
    replaceKey: `id:${notifyId ?? '0'}`,
    channel: extra['channel_id'] ?? null,
    category: null,
    receivedAt,
    expiresAt: start + timeToLiveMs(message, channelClass),
    ...(timeToSend > receivedAt ? { deliverAt: timeToSend } : {}),
    onlineOnly: extra['only_send_once'] === '1',
    collapseKey: null,
    offlineLimit: OFFLINE_LIMIT,
    foregroundShow: extra['notify_foreground'] !== '0',
    foregroundCallback: false,
    startsApp: false,
    // The pass-through service was ended by Xiaomi: accepted, never delivered (xiaomi.md §0).
    deliverable: javaInteger(message.passThrough) !== 1,
    dailyLimit: perDevice === null ? null : { messageClass: channelClass, limit: perDevice },
    badge: { add: 1 },
    raw: message,
  };
}

/** Since 2024-09-03 public messages are kept one day, private ones ten (xiaomi.md §4). */
function timeToLiveMs(message: XiaomiMessage, channelClass: ChannelClass): number {
  const longest = channelClass === 'private' ? 10 * DAY_MS : DAY_MS;
  return Math.min(javaInteger(message.timeToLive) ?? longest, longest);
}

/** Messages without notify_effect do nothing on a tap since 2024-09-30 (xiaomi.md §4). */
function clickOf(extra: Record<string, string>): ClickTarget {
  const nothing: ClickTarget = { opens: 'nothing', payload: null, extras: {} };
  switch (extra['notify_effect']) {
    case '1':
      return { opens: 'app', payload: extra['payload'] ?? null, extras: extra };
    case '2': {
      const fromIntent = intentExtras(extra['intent_uri'] ?? '');
      const payload = extra['payload'] ?? fromIntent['payload'] ?? null;
      return { opens: 'app', payload, extras: { ...extra, ...fromIntent } };
    }
    case '3':
      return { ...nothing, opens: 'web', url: extra['web_uri'] ?? '' };
    default:
      return nothing;
  }
}
