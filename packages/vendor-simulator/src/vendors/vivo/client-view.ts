import type { VivoApp } from '../../credentials/app.ts';
import type { ClickTarget, IncomingPush } from '../../phones/incoming-push.ts';
import { intentExtras } from '../../phones/intent-extras.ts';
import { javaInteger } from '../java-values.ts';
import type { Fields } from './fields.ts';
import { flagField, integerField, objectField, textField } from './fields.ts';
import { isSystem } from './validate.ts';

const DAY_SECONDS = 86_400;
/** Default of operational messages in the text of 2025 (vivo.md §4). */
const OPERATIONAL_DEFAULT_SECONDS = 8 * 3600;
const OFFLINE_LIMIT = 1_000;

/** The message as the phone's system and the app see it; everything but the target. */
export function clientView(
  fields: Fields,
  app: VivoApp,
  taskId: string,
  receivedAt: number,
): Omit<IncomingPush, 'token'> {
  const custom: Record<string, string> = {};
  for (const [key, value] of Object.entries(objectField(fields, 'clientCustomMap') ?? {}))
    if (typeof value === 'string') custom[key] = value;
  const notifyId = integerField(fields, 'notifyId');
  const key = notifyId === undefined ? null : `id:${notifyId}`;
  const limit = isSystem(fields) ? null : app.settings.perDeviceDailyOperational;
  const defaultSeconds = isSystem(fields) ? DAY_SECONDS : OPERATIONAL_DEFAULT_SECONDS;
  const timeToLive = Math.min(integerField(fields, 'timeToLive') ?? defaultSeconds, DAY_SECONDS);
  const showAt = javaInteger(objectField(fields, 'timedDisplay')?.['showStartTime']) ?? 0;
  return {
    vendor: 'vivo',
    appId: app.appId,
    vendorMessageId: taskId,
    kind: 'notification',
    title: textField(fields, 'title'),
    content: textField(fields, 'content'),
    payload: custom['payload'] ?? null,
    extras: custom,
    click: clickOf(fields, custom),
    notifyId: notifyId === undefined ? null : String(notifyId),
    replaceKey: key,
    channel: null,
    category: textField(fields, 'category') || null,
    receivedAt,
    ...(showAt > receivedAt ? { deliverAt: showAt } : {}),
    expiresAt: Math.max(receivedAt, showAt) + timeToLive * 1000,
    onlineOnly: flagField(fields, 'sendOnline', false),
    // An offline message is overwritten by a newer one with its id: receipt 103 (vivo.md §7).
    collapseKey: key,
    offlineLimit: OFFLINE_LIMIT,
    foregroundShow: flagField(fields, 'foregroundShow', true),
    foregroundCallback: false,
    startsApp: false,
    deliverable: true,
    dailyLimit: limit === null ? null : { messageClass: 'operational', limit },
    badge: flagField(fields, 'addBadge', false) ? { add: 1 } : null,
    raw: fields,
  };
}

/** Custom parameters arrive as extras of the started Activity's intent; a web page gets none (vivo.md §4). */
function clickOf(fields: Fields, custom: Record<string, string>): ClickTarget {
  const content = textField(fields, 'skipContent');
  if (integerField(fields, 'skipType') === 2) return { opens: 'web', url: content, payload: null, extras: {} };
  const extras = { ...intentExtras(content), ...custom };
  return { opens: 'app', payload: extras['payload'] ?? null, extras };
}
