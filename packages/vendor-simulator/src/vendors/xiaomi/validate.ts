import type { XiaomiApp } from '../../credentials/app.ts';
import { isWithinIfGiven, javaInteger } from '../java-values.ts';
import { isBuiltIn } from './built-in-extras.ts';
import type { Refusal } from './codes.ts';
import { refuse } from './codes.ts';
import type { XiaomiMessage } from './message.ts';
import { templateProblem } from './template.ts';

const MAX_PAYLOAD_BYTES = 4096;
const SEVEN_DAYS_MS = 7 * 24 * 3_600_000;
const RECEIPT_BITS = 1 | 2 | 16 | 32 | 64 | 128 | 1024;

/** What of a call decides how its messages are checked. */
export interface CallRules {
  /** v2 is for one package name; v3 and v4 take several, or none for all of the app (xiaomi.md §3.1). */
  version: 'v2' | 'v3' | 'v4';
  /** By the vendor's clock. */
  nowMs: number;
}

/** The first thing Xiaomi would refuse in this message, or nothing. */
export function problemOf(message: XiaomiMessage, app: XiaomiApp, { version, nowMs }: CallRules): Refusal | undefined {
  return (
    packageProblem(message, app, version) ??
    textProblem(message) ??
    numberProblem(message, app, nowMs) ??
    extraProblem(message, app)
  );
}

function packageProblem(
  { packageNames }: XiaomiMessage,
  app: XiaomiApp,
  version: CallRules['version'],
): Refusal | undefined {
  if (packageNames.length === 0 && version === 'v2') {
    return refuse(10016, 'Missing required parameter: restricted_package_name');
  }
  const isOneTooMany = version === 'v2' && packageNames.length > 1;
  return isOneTooMany || packageNames.some((name) => name !== app.packageName)
    ? refuse(22022, 'Invalid package name.')
    : undefined;
}

function textProblem({ passThrough, title, description, payload }: XiaomiMessage): Refusal | undefined {
  if (!isWithinIfGiven(passThrough, 0, 1)) {
    return refuse(10017, 'Invalid parameter: pass_through');
  }
  if (payload !== undefined && Buffer.byteLength(payload) > MAX_PAYLOAD_BYTES)
    return refuse(65009, 'Payload too long.');
  if (javaInteger(passThrough) === 1) {
    return payload === undefined ? refuse(10016, 'Missing required parameter: payload') : undefined;
  }
  if (title === undefined) return refuse(10016, 'Missing required parameter: title');
  if (description === undefined) return refuse(10016, 'Missing required parameter: description');
  if (title.trim() === '' || title.length >= 50) return refuse(10017, 'Invalid parameter: title');
  if (description.trim() === '' || description.length >= 128) return refuse(10017, 'Invalid parameter: description');
  return undefined;
}

function numberProblem(message: XiaomiMessage, app: XiaomiApp, nowMs: number): Refusal | undefined {
  if (!isWithinIfGiven(message.notifyType, -1, 7)) return refuse(10017, 'Invalid parameter: notify_type');
  if (!isWithinIfGiven(message.notifyId, 0, highestNotifyId(app))) return refuse(22103, 'Invalid notify id.');
  if (!isWithinIfGiven(message.timeToLive, 0, Number.MAX_SAFE_INTEGER)) {
    return refuse(10017, 'Invalid parameter: time_to_live');
  }
  return isWithinIfGiven(message.timeToSend, 0, nowMs + SEVEN_DAYS_MS)
    ? undefined
    : refuse(10017, 'Invalid parameter: time_to_send');
}

function extraProblem({ extra }: XiaomiMessage, app: XiaomiApp): Refusal | undefined {
  const pairs = Object.entries(extra);
  // The number is that of the app's own pairs; the length is that of all, built-in keys counted.
  if (pairs.filter(([key]) => !isBuiltIn(key)).length > 10) return refuse(65014, 'Too many extra fields.');
  const length = pairs.reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  if (length > 1024) return refuse(65015, 'Extra fields too long.');
  return (
    choiceProblem(extra) ??
    callbackProblem(extra) ??
    channelProblem(extra, app) ??
    effectProblem(extra) ??
    jobKeyProblem(extra) ??
    templateProblem(extra, app)
  );
}

function callbackProblem(extra: Record<string, string>): Refusal | undefined {
  const url = extra['callback'];
  if (url !== undefined && url.length > 128) return refuse(65037, 'Callback url too long.');
  if (url !== undefined && !isWebUrl(url)) return refuse(65038, 'Invalid callback url.');
  const param = extra['callback.param'];
  if (param !== undefined && Buffer.byteLength(param) > 256) return refuse(65036, 'Callback param too long.');
  const type = extra['callback.type'];
  if (!isWithinIfGiven(type, 1, RECEIPT_BITS) || ((javaInteger(type) ?? 0) & ~RECEIPT_BITS) !== 0) {
    return refuse(10017, 'Invalid parameter: extra.callback.type');
  }
  return undefined;
}

/** Extras that take one of a few values (xiaomi.md §4). */
const CHOICES: Record<string, readonly string[]> = {
  notify_effect: ['1', '2', '3'],
  notify_foreground: ['0', '1'],
  only_send_once: ['0', '1'],
  instant_notify: ['0', '1'],
  connpt: ['wifi'],
  notification_style_type: ['0', '1', '2'],
};

function choiceProblem(extra: Record<string, string>): Refusal | undefined {
  for (const [key, values] of Object.entries(CHOICES)) {
    const value = extra[key];
    if (value !== undefined && !values.includes(value)) return refuse(10017, `Invalid parameter: extra.${key}`);
  }
  const isRate = isWithinIfGiven(extra['flow_control'], 1, 2_147_483_647);
  return isRate ? undefined : refuse(10017, 'Invalid parameter: extra.flow_control');
}

function channelProblem(extra: Record<string, string>, app: XiaomiApp): Refusal | undefined {
  const id = extra['channel_id'];
  if (id === undefined) return app.settings.channelRequired ? refuse(27001, 'Channel id is missing.') : undefined;
  const channel = app.settings.channels.find((it) => it.id === id);
  const matches = (given: string | undefined, registered: string | undefined): boolean =>
    given === undefined || registered === undefined || given === registered;
  if (
    channel === undefined ||
    !matches(extra['channel_name'], channel.name) ||
    !matches(extra['channel_description'], channel.description)
  ) {
    return refuse(27001, 'Channel info does not match the registered channel.');
  }
  return undefined;
}

function effectProblem(extra: Record<string, string>): Refusal | undefined {
  const effect = extra['notify_effect'];
  if (effect === '2' && extra['intent_uri'] === undefined && extra['intent_class'] === undefined) {
    return refuse(10017, 'Invalid parameter: extra.intent_uri');
  }
  if (effect === '3' && !isWebUrl(extra['web_uri'] ?? '')) return refuse(10017, 'Invalid parameter: extra.web_uri');
  return undefined;
}

function jobKeyProblem(extra: Record<string, string>): Refusal | undefined {
  const key = extra['jobkey'];
  if (key === undefined || key === '' || /^(?!_)[0-9a-zA-Z_-]{1,20}$/.test(key)) return undefined;
  return refuse(10017, 'Invalid parameter: extra.jobkey');
}

function isWebUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

export function highestNotifyId(app: XiaomiApp): number {
  return app.settings.notifyIdLimit ?? Number.MAX_SAFE_INTEGER;
}
