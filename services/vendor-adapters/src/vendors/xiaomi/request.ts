import { appDataOf, PAYLOAD_TOO_LARGE, withFittingCall } from '../../domain/app-data.ts';
import type { Notification } from '../../domain/notification.ts';
import type { SendOutcome } from '../../domain/send-outcome.ts';
import { shorten, shortenTexts, utf16Units, type ShortenedField } from '../../domain/shorten.ts';
import { tapActionOf } from '../../domain/tap-action.ts';

/** "Fewer than 50" and "fewer than 128" characters (vendor page 1559); counted in UTF-16 units, the strictest reading. */
const LIMITS = { title: 49, content: 127 };
/** Keys and values of all extras together, the vendor's own keys among them (65015). */
const MAX_EXTRA_CHARACTERS = 1_024;
/** The longest that MiPush keeps a message for an offline device: 10 days, for private channels (page 1854). */
const MAX_TTL_MS = 10 * 86_400_000;
/** `extra.jobkey`: at most 20 of [0-9a-zA-Z_-]; the phone shows only the first message with a given one. */
const JOB_KEY_LENGTH = 20;
/** `notify_type`: bits of sound, vibration and light; without noise, light alone. */
const NOTIFY_TYPES: ReadonlyMap<string, number> = new Map([
  ['SOUND', 1],
  ['VIBRATE', 2],
  ['SILENT', 4],
]);

/** One content in Xiaomi's terms; the form of /v3/message/regid and the entry of multi_messages are both made of it. */
export interface XiaomiMessage {
  readonly title: string;
  readonly description: string;
  readonly packageName: string;
  /** -1 = sound, vibration and light; 4 = light alone. */
  readonly notifyType: number;
  readonly notifyId: number;
  readonly timeToLiveMs: number;
  readonly payload: string | undefined;
  /** Without the `extra.` prefix. */
  readonly extra: Readonly<Record<string, string>>;
}

export type XiaomiRequest = {
  readonly message: XiaomiMessage;
  readonly shortened: readonly ShortenedField[];
};

/** A notification as a Xiaomi message, or why it can not be one. */
export function xiaomiRequest(notification: Notification): XiaomiRequest | SendOutcome {
  return withFittingCall(notification, requestFor);
}

function requestFor(notification: Notification): XiaomiRequest | SendOutcome {
  const { payload, settings, taskId } = notification;
  const { title, content, shortened } = shortenTexts(notification, LIMITS);
  const extra: Record<string, string> = { ...tapExtras(notification), jobkey: taskId.slice(0, JOB_KEY_LENGTH) };
  if (settings.channelId !== '') extra.channel_id = settings.channelId;
  if (settings.channelName !== '') extra.channel_name = settings.channelName;
  if (settings.sound !== '') extra.sound_uri = settings.sound;
  if (settings.hideInForeground) extra.notify_foreground = '0';
  if (settings.onlySendOnce) extra.only_send_once = '1';
  if (settings.bigText) extra.notification_style_type = '1';
  Object.assign(extra, appDataOf(notification), templateExtras(notification));
  const characters = Object.entries(extra).reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  if (characters > MAX_EXTRA_CHARACTERS) {
    return {
      kind: 'rejected',
      code: PAYLOAD_TOO_LARGE,
      reason: `payload, call, template and settings have ${characters} characters together, xiaomi extras ${MAX_EXTRA_CHARACTERS}`,
    };
  }
  return {
    shortened,
    message: {
      title,
      description: content,
      packageName: notification.packageName,
      notifyType: notification.isQuiet ? 4 : (NOTIFY_TYPES.get(settings.notifyType) ?? -1),
      notifyId: notification.notifyId,
      timeToLiveMs: Math.min(notification.ttlSeconds * 1_000, MAX_TTL_MS),
      payload,
      extra,
    },
  };
}

/** A value of a template's variable (xiaomi §5.3). */
const MAX_VARIABLE = 128;
/** Emojis, other symbols and code points that are none: the vendor refuses a value that holds one. */
const REFUSED_IN_VARIABLES = /[\p{So}\p{Cn}\u200d\ufe0f]/gu;
/** For a value of which nothing is left; it must not be blank. */
const NOTHING_LEFT = '-';

/** Private messages want a registered template; title and content have one set of variables. */
function templateExtras({ template }: Notification): Record<string, string> {
  if (template === undefined || template.id === '') return {};
  const variables = Object.entries({ ...template.title, ...template.content });
  if (variables.length === 0) return { template_id: template.id };
  const clean = (value: string): string =>
    shorten(value.replace(REFUSED_IN_VARIABLES, '').trim(), MAX_VARIABLE, utf16Units) || NOTHING_LEFT;
  return {
    template_id: template.id,
    template_param: JSON.stringify(Object.fromEntries(variables.map(([name, value]) => [name, clean(value)]))),
  };
}

/** Messages without `notify_effect` are no longer shown (page 1856, 2024-09-30). */
function tapExtras({ settings }: Notification): Record<string, string> {
  const tap = tapActionOf(settings);
  switch (tap.kind) {
    case 'launch':
      return { notify_effect: '1' };
    case 'page':
      return { notify_effect: '2', intent_uri: tap.target };
    case 'url':
      return { notify_effect: '3', web_uri: tap.url };
  }
}

/** The form of /v3/message/regid: one content, up to 1000 registration ids in one comma-joined value. */
export function regIdForm(message: XiaomiMessage, regIds: readonly string[]): string {
  const form = new URLSearchParams({
    registration_id: regIds.join(','),
    restricted_package_name: message.packageName,
    title: message.title,
    description: message.description,
    pass_through: '0',
    notify_type: String(message.notifyType),
    notify_id: String(message.notifyId),
    time_to_live: String(message.timeToLiveMs),
  });
  if (message.payload !== undefined) form.set('payload', message.payload); // also readable with getContent()
  for (const [key, value] of Object.entries(message.extra)) form.set(`extra.${key}`, value);
  return form.toString();
}

/** The form of /v2/multi_messages/regids: a content of its own for each registration id. */
export function multiMessagesForm(
  entries: readonly { readonly regId: string; readonly message: XiaomiMessage }[],
): string {
  const messages = entries.map(({ regId, message }) => ({
    target: regId,
    message: {
      title: message.title,
      description: message.description,
      restricted_package_name: message.packageName,
      pass_through: 0,
      notify_type: message.notifyType,
      notify_id: message.notifyId,
      time_to_live: message.timeToLiveMs,
      ...(message.payload === undefined ? {} : { payload: message.payload }),
      extra: message.extra,
    },
  }));
  return new URLSearchParams({ messages: JSON.stringify(messages), time_to_send: '0' }).toString();
}

/** The form of /v1/message/regid/revoke: takes the notification with this id away from up to 1000 registration ids. */
export function revokeForm(
  { packageName, notifyId }: Pick<Notification, 'packageName' | 'notifyId'>,
  regIds: readonly string[],
): string {
  const form = new URLSearchParams({ restricted_package_name: packageName, notify_id: String(notifyId) });
  for (const regId of regIds) form.append('registration_ids', regId);
  return form.toString();
}
