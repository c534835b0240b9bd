import type { XiaomiApp } from '../../credentials/app.ts';
import { isBuiltIn } from './built-in-extras.ts';
import type { Refusal } from './codes.ts';
import { refuse } from './codes.ts';
import type { XiaomiMessage } from './message.ts';
import { templateProblem } from './template.ts';

const MAX_PAYLOAD_BYTES = 4096;
const SEVEN_DAYS_MS = 7 * 24 * 3_600_000;
const RECEIPT_BITS = 1 | 2 | 16 | 32 | 64 | 128 | 1024;

/** The first thing Xiaomi would refuse in this message, or nothing. */
export function problemOf(message: XiaomiMessage, app: XiaomiApp, nowMs: number): Refusal | undefined {
  return (
    packageProblem(message, app) ??
    textProblem(message) ??
    numberProblem(message, app, nowMs) ??
    extraProblem(message, app)
  );
}

function packageProblem(message: XiaomiMessage, app: XiaomiApp): Refusal | undefined {
  if (message.packageNames.length === 0) return refuse(10016, 'Missing required parameter: restricted_package_name');
  if (message.packageNames.some((name) => name !== app.packageName)) return refuse(22022, 'Invalid package name.');
  return undefined;
}

function textProblem({ passThrough, title, description, payload }: XiaomiMessage): Refusal | undefined {
  if (passThrough !== undefined && passThrough !== '0' && passThrough !== '1') {
    return refuse(10017, 'Invalid parameter: pass_through');
  }
  if (payload !== undefined && Buffer.byteLength(payload) > MAX_PAYLOAD_BYTES)
    return refuse(65009, 'Payload too long.');
  if (passThrough === '1') {
    return payload === undefined ? refuse(10016, 'Missing required parameter: payload') : undefined;
  }
  if (title === undefined) return refuse(10016, 'Missing required parameter: title');
  if (description === undefined) return refuse(10016, 'Missing required parameter: description');
  if (title.trim() === '' || title.length >= 50) return refuse(10017, 'Invalid parameter: title');
  if (description.trim() === '' || description.length >= 128) return refuse(10017, 'Invalid parameter: description');
  return undefined;
}

function numberProblem(message: XiaomiMessage, app: XiaomiApp, nowMs: number): Refusal | undefined {
  if (message.notifyType !== undefined && !isInteger(message.notifyType, -1, 7)) {
    return refuse(10017, 'Invalid parameter: notify_type');
  }
  const highestId = app.settings.notifyIdLimit ?? Number.MAX_SAFE_INTEGER;
  if (message.notifyId !== undefined && !isInteger(message.notifyId, 0, highestId)) {
    return refuse(22103, 'Invalid notify id.');
  }
  if (message.timeToLive !== undefined && !isInteger(message.timeToLive, 0, Number.MAX_SAFE_INTEGER)) {
    return refuse(10017, 'Invalid parameter: time_to_live');
  }
  if (message.timeToSend !== undefined && !isInteger(message.timeToSend, 0, nowMs + SEVEN_DAYS_MS)) {
    return refuse(10017, 'Invalid parameter: time_to_send');
  }
  return undefined;
}

function extraProblem({ extra }: XiaomiMessage, app: XiaomiApp): Refusal | undefined {
  const custom = Object.entries(extra).filter(([key]) => !isBuiltIn(key));
  if (custom.length > 10) return refuse(65014, 'Too many extra fields.');
  const length = custom.reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  if (length > 1024) return refuse(65015, 'Extra fields too long.');
  return (
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
  if (type !== undefined && (!isInteger(type, 1, RECEIPT_BITS) || (Number(type) & ~RECEIPT_BITS) !== 0)) {
    return refuse(10017, 'Invalid parameter: extra.callback.type');
  }
  return undefined;
}

function channelProblem(extra: Record<string, string>, app: XiaomiApp): Refusal | undefined {
  const id = extra['channel_id'];
  if (id === undefined) return undefined;
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
  if (effect !== undefined && !['1', '2', '3'].includes(effect))
    return refuse(10017, 'Invalid parameter: extra.notify_effect');
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

function isInteger(text: string, min: number, max: number): boolean {
  return /^-?\d{1,16}$/.test(text) && Number(text) >= min && Number(text) <= max;
}

function isWebUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
