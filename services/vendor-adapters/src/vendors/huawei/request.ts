import type { HuaweiCredential, VendorSettings } from '@bellhop/contracts';
import { appDataOf, intentExtrasOf, PAYLOAD_TOO_LARGE, withFittingCall } from '../../domain/app-data.ts';
import { categoryOf } from '../../domain/category.ts';
import type { Notification } from '../../domain/notification.ts';
import type { SendOutcome } from '../../domain/send-outcome.ts';
import { jsonBytes, shortenToFit, type ShortenedField } from '../../domain/shorten.ts';
import { isIntentUri, tapActionOf, withExtras } from '../../domain/tap-action.ts';

/** The body without the tokens (80300008); counted as UTF-8 of the JSON. */
const MAX_BODY_BYTES = 4_096;
/** The vendor keeps messages 15 days at most. */
const MAX_TTL_SECONDS = 1_296_000;
/** `badge.add_num` is 1 to 99. */
const MAX_BADGE = 99;
/** Without a category everything is marketing: silent, and two a day (huawei §5). */
const DEFAULT_CATEGORY = 'IM';
/** What rings has a category of its own (huawei §5). */
const RING_CATEGORY = 'VOIP';

export interface HuaweiRequest {
  /** The JSON body for these tokens. */
  readonly bodyFor: (tokens: readonly string[]) => string;
  readonly shortened: readonly ShortenedField[];
}

/** A notification as a Push Kit message (interface v1), or why it can not be one. */
export function huaweiRequest(
  notification: Notification,
  credential: Pick<HuaweiCredential, 'badgeClass' | 'environment'>,
): HuaweiRequest | SendOutcome {
  return withFittingCall(notification, (fitting) => requestFor(fitting, credential));
}

function requestFor(
  notification: Notification,
  credential: Pick<HuaweiCredential, 'badgeClass' | 'environment'>,
): HuaweiRequest | SendOutcome {
  if (notification.settings.pushKind === 'DATA') return dataRequest(notification, credential);
  // A tap finds payload and call in `data` as well: the copies in the intent, escaped and long, are what can be left out.
  for (const extras of intentExtrasOf(notification)) {
    const request = fitting(notification, credential, extras);
    if (request !== undefined) return request;
  }
  return {
    kind: 'rejected',
    code: PAYLOAD_TOO_LARGE,
    reason: 'the message exceeds the 4,096 bytes of huawei even with short texts',
  };
}

function fitting(
  notification: Notification,
  credential: Pick<HuaweiCredential, 'badgeClass' | 'environment'>,
  extras: Readonly<Record<string, string>>,
): HuaweiRequest | undefined {
  const clickAction = clickActionOf(notification, extras);
  const bodyOf = (title: string, content: string) => huaweiBody(notification, title, content, clickAction, credential);
  const texts = shortenToFit(notification, MAX_BODY_BYTES, jsonBytes, (title, content) =>
    Buffer.byteLength(JSON.stringify(bodyOf(title, content))),
  );
  if (texts === undefined) return undefined;
  const body = bodyOf(texts.title, texts.content);
  return {
    shortened: texts.shortened,
    bodyFor: (tokens) => JSON.stringify({ ...body, message: { ...body.message, token: tokens } }),
  };
}

/** Nothing is shown: the app gets what is in `data`, at once only with the right to HIGH urgency and else when it runs (huawei §4.6). */
function dataRequest(
  notification: Notification,
  credential: Pick<HuaweiCredential, 'environment'>,
): HuaweiRequest | SendOutcome {
  const body = {
    validate_only: false,
    message: { data: JSON.stringify(appDataOf(notification)), android: androidOf(notification, credential) },
  };
  if (Buffer.byteLength(JSON.stringify(body)) > MAX_BODY_BYTES)
    return { kind: 'rejected', code: PAYLOAD_TOO_LARGE, reason: 'the data exceeds the 4,096 bytes of huawei' };
  return {
    shortened: [],
    bodyFor: (tokens) => JSON.stringify({ ...body, message: { ...body.message, token: tokens } }),
  };
}

/** What notifications and data have in common. */
function androidOf(notification: Notification, { environment }: Pick<HuaweiCredential, 'environment'>) {
  const { settings, call } = notification;
  const category = categoryOf(settings, call?.kind === 'ring' ? RING_CATEGORY : DEFAULT_CATEGORY);
  return {
    ...(category === '' ? {} : { category }),
    ...(settings.urgency === '' ? {} : { urgency: settings.urgency }),
    ...(settings.receiptId === '' ? {} : { receipt_id: settings.receiptId }),
    ttl: `${String(Math.min(notification.ttlSeconds, MAX_TTL_SECONDS))}s`,
    bi_tag: notification.taskId,
    ...(notification.environment === 'sandbox' || environment === 'sandbox' ? { target_user_type: 1 } : {}), // a test message
  };
}

type ClickAction = Readonly<Record<string, string | number>>;

function huaweiBody(
  notification: Notification,
  title: string,
  body: string,
  clickAction: ClickAction,
  { badgeClass, environment }: Pick<HuaweiCredential, 'badgeClass' | 'environment'>,
) {
  const { settings, threadId, badgeIncrement, badge } = notification;
  const appData = appDataOf(notification);
  // LOW is silent. Resources of earlier releases may hold others, which the vendor refuses.
  const importance = notification.isQuiet ? 'LOW' : IMPORTANCES.has(settings.importance) ? settings.importance : '';
  return {
    validate_only: false,
    message: {
      // The client reads it with getDataOfMap().get("payload"); beside a notification it must be JSON (huawei §4.6).
      ...(Object.keys(appData).length === 0 ? {} : { data: JSON.stringify(appData) }),
      notification: { title, body, ...(settings.image === '' ? {} : { image: settings.image }) },
      android: {
        ...androidOf(notification, { environment }),
        notification: {
          click_action: clickAction,
          ...(settings.channelId === '' ? {} : { channel_id: settings.channelId }),
          ...(importance === '' ? {} : { importance }),
          ...(notification.isQuiet ? { when: new Date(notification.acceptedAtMs).toISOString() } : {}),
          ...noiseOf(settings),
          ...(threadId === undefined || !settings.groupByThread ? {} : { group: threadId }),
          ...(settings.bigText ? { style: 1, big_title: title, big_body: body } : {}),
          ...(settings.visibility === '' ? {} : { visibility: settings.visibility }),
          ...(badgeClass === undefined || badgeIncrement < 1
            ? {}
            : {
                badge: {
                  ...(settings.badgeMode === 'SET'
                    ? { set_num: Math.min(badge || badgeIncrement, MAX_BADGE) }
                    : { add_num: Math.min(badgeIncrement, MAX_BADGE) }),
                  class: badgeClass,
                },
              }),
          notify_id: notification.notifyId,
          foreground_show: !settings.hideInForeground,
        },
      },
    },
  };
}

const IMPORTANCES: ReadonlySet<string> = new Set(['LOW', 'NORMAL']);

/** A sound of the app instead of the default one; what does not ring has none. */
function noiseOf({ sound, notifyType }: VendorSettings): Readonly<Record<string, string | boolean>> {
  const rings = notifyType !== 'VIBRATE' && notifyType !== 'SILENT';
  return {
    ...(rings && sound !== '' ? { sound, default_sound: false } : notifyType === '' ? {} : { default_sound: rings }),
    ...(notifyType === '' ? {} : { use_default_vibrate: notifyType === 'VIBRATE' || notifyType === 'ALL' }),
  };
}

/** 1 = page of the app, 2 = web page, 3 = the app's home page. On a tap the page finds what the app is given in its intent's extras. */
function clickActionOf({ settings }: Notification, extras: Readonly<Record<string, string>>): ClickAction {
  const tap = tapActionOf(settings);
  switch (tap.kind) {
    case 'launch':
      return { type: 3 };
    case 'page':
      if (!isIntentUri(tap.target)) return { type: 1, action: tap.target };
      return { type: 1, intent: withExtras(tap.target, extras) };
    case 'url':
      return { type: 2, url: tap.url };
  }
}
