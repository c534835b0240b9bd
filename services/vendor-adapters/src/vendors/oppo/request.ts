import { NO_CATEGORY, type OppoCredential } from '@bellhop/contracts';
import { appDataOf, intentExtrasOf, PAYLOAD_TOO_LARGE, withFittingCall } from '../../domain/app-data.ts';
import type { Notification } from '../../domain/notification.ts';
import type { SendOutcome } from '../../domain/send-outcome.ts';
import { shortenTexts, type ShortenedField } from '../../domain/shorten.ts';
import { isIntentUri, tapActionOf, withExtras } from '../../domain/tap-action.ts';
import { isEnd } from '../../domain/call-ends.ts';
import { categoryOf } from '../../domain/category.ts';

/** Style 1 (vendor page 11236). Counted in UTF-16 units: an emoji may count as 2 at the vendor, never as more. */
const LIMITS = { title: 50, content: 50 };
/** Style 2, which can be unfolded. */
const LONG_LIMITS = { title: 50, content: 128 };
/** `action_parameters` as text, wrapper and escapes included. */
const MAX_ACTION_PARAMETERS = 4_000;
/** 10 days. */
const MAX_OFF_LINE_TTL_SECONDS = 864_000;
/** Above it the phone shows 99+. */
const MAX_BADGE = 99;
/** The vendor appends the parameters to the address of types 2 and 5: they would reach a foreign server, or break an intent URI. */
const TYPES_WITH_PARAMETERS: ReadonlySet<number> = new Set([0, 1, 4]);
/** `notify_level` with banner, vibration and sound. */
const STRONG_REMINDER = 16;
/** Of `click_action_url`; the vendor's own SDK takes no more. */
const MAX_URL = 500;
/** `com.example.action.VIEW`: names of actions are upper case, those of classes are not. */
const INTENT_ACTION = /(^|\.)[A-Z][A-Z0-9_]*$/;
const DEEP_LINK = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//;

/** The notification body of OPPO, in its own (snake_case) names. */
export type OppoNotification = Readonly<Record<string, string | number | boolean>>;

export interface OppoRequest {
  readonly notification: OppoNotification;
  readonly shortened: readonly ShortenedField[];
}

/** One message to one registration id, as in unicast and unicast_batch. */
export interface OppoMessage {
  readonly regId: string;
  readonly notification: OppoNotification;
}

/** What of a credential shapes a message. */
type Chosen = Pick<OppoCredential, 'category' | 'notifyLevel' | 'templateID'>;

/** A notification as an OPPO notification body, or why it can not be one. */
export function oppoRequest(notification: Notification, credential: Chosen): OppoRequest | SendOutcome {
  return withFittingCall(notification, (fitting) => requestFor(fitting, credential));
}

function requestFor(notification: Notification, credential: Chosen): OppoRequest | SendOutcome {
  const { settings, badgeIncrement, badge } = notification;
  const tap = tapFields(notification);
  const appData = appDataOf(notification);
  const parameters =
    isEmpty(appData) || !TYPES_WITH_PARAMETERS.has(tap.click_action_type) ? undefined : JSON.stringify(appData);
  if (parameters !== undefined && parameters.length > MAX_ACTION_PARAMETERS) {
    return {
      kind: 'rejected',
      code: PAYLOAD_TOO_LARGE,
      reason: 'payload and call exceed the 4,000 characters of oppo action_parameters',
    };
  }
  const standard = credential.category ?? '';
  const category = categoryOf(settings, standard === NO_CATEGORY ? '' : standard);
  const chosenLevel = settings.notifyLevel || (credential.notifyLevel ?? 0);
  // All that can be done for a quiet end: there is no such setting for one message.
  const notifyLevel = isEnd(notification) && chosenLevel === STRONG_REMINDER ? 0 : chosenLevel;
  const { title, content, shortened } = shortenTexts(notification, settings.bigText ? LONG_LIMITS : LIMITS);
  return {
    shortened,
    notification: {
      app_message_id: notification.taskId, // delivered once per target at the vendor (oppo §4)
      style: settings.bigText ? 2 : 1,
      title,
      content,
      ...tap,
      ...(parameters === undefined ? {} : { action_parameters: parameters }),
      off_line: true, // the vendor names no shortest life: what rings for some seconds is kept for as long
      off_line_ttl: Math.min(notification.ttlSeconds, MAX_OFF_LINE_TTL_SECONDS),
      ...(settings.channelId === '' ? {} : { channel_id: settings.channelId }),
      // Only where it was chosen: an app without the right to a category gets 67 for every push (oppo §5).
      ...(category === '' ? {} : { category }),
      ...(category === '' || notifyLevel === 0 ? {} : { notify_level: notifyLevel }),
      notify_id: notification.notifyId,
      ...(badgeIncrement < 1
        ? {}
        : {
            badge_operation_type: settings.badgeMode === 'SET' ? 0 : 1,
            badge_message_count: Math.min((settings.badgeMode === 'SET' ? badge : 0) || badgeIncrement, MAX_BADGE),
          }),
      ...(settings.showTtlSeconds === 0 ? {} : { show_ttl: settings.showTtlSeconds }),
      ...templateFields(notification, credential.templateID),
    },
  };
}

/** Private messages may want a template; its variables go as text that holds JSON (oppo §4). */
function templateFields({ template }: Notification, templateOfCredential: string | undefined): Record<string, string> {
  const id = template?.id || templateOfCredential;
  if (id === undefined) return {};
  const { title, content } = template ?? { title: {}, content: {} };
  return {
    private_msg_template_id: id,
    ...(isEmpty(title) ? {} : { private_title_parameters: JSON.stringify(title) }),
    ...(isEmpty(content) ? {} : { private_content_parameters: JSON.stringify(content) }),
  };
}

const isEmpty = (variables: object): boolean => Object.keys(variables).length === 0;

interface TapFields extends Readonly<Record<string, string | number>> {
  readonly click_action_type: number;
}

/** 0 = launch the app, 1 = page by intent action, 2 = web page, 4 = page by activity class, 5 = intent URI or deep link. */
function tapFields(notification: Notification): TapFields {
  const tap = tapActionOf(notification.settings);
  switch (tap.kind) {
    case 'launch':
      return { click_action_type: 0 };
    case 'page':
      if (isIntentUri(tap.target))
        return { click_action_type: 5, click_action_url: withAppData(tap.target, notification) };
      if (tap.target.startsWith('intent:') || DEEP_LINK.test(tap.target))
        return { click_action_type: 5, click_action_url: tap.target };
      return { click_action_type: INTENT_ACTION.test(tap.target) ? 1 : 4, click_action_activity: tap.target };
    case 'url':
      return { click_action_type: 2, click_action_url: tap.url };
  }
}

/** What the app is given as extras of the intent, where it fits. */
function withAppData(intentUri: string, notification: Notification): string {
  const carrying = intentExtrasOf(notification).map((extras) => withExtras(intentUri, extras));
  return carrying.find(({ length }) => length <= MAX_URL) ?? intentUri;
}

/** Target type "registration id". The phone drops a message that is not for its own id. */
function wireMessage({ regId, notification }: OppoMessage) {
  return { target_type: 2, target_value: regId, verify_registration_id: true, notification };
}

/** Fields of unicast. */
export function unicastFields(message: OppoMessage): Record<string, string> {
  return { message: JSON.stringify(wireMessage(message)) };
}

/** Fields of unicast_batch: a content of its own for each. */
export function unicastBatchFields(messages: readonly OppoMessage[]): Record<string, string> {
  return { messages: JSON.stringify(messages.map(wireMessage)) };
}

/** Fields of save_message_content: each field of the notification is a form field. */
export function saveFields(notification: OppoNotification): Record<string, string> {
  return Object.fromEntries(Object.entries(notification).map(([key, value]) => [key, String(value)]));
}

/** Fields of broadcast: a saved content to many, joined by semicolons. */
export function broadcastFields(messageId: string, regIds: readonly string[]): Record<string, string> {
  return { message_id: messageId, target_type: '2', target_value: regIds.join(';'), verify_registration_id: 'true' };
}
