import type { VivoApp } from '../../credentials/app.ts';
import { javaBoolean } from '../java-values.ts';
import type { Fields } from './fields.ts';
import { integerField, objectField, textField } from './fields.ts';
import { isGoodTimedDisplay } from './timed-display.ts';

const SYSTEM = new Set(['IM', 'ACCOUNT', 'TODO', 'DEVICE_REMINDER', 'ORDER', 'SUBSCRIPTION']);
const OPERATIONAL = new Set(['CONTENT', 'MARKETING', 'SOCIAL', 'NEWS']);
const EXTRA_KEYS = new Set(['callback', 'callback.id', 'callback.param']);

/** The simulator's own: for fields whose code is in none of the vendor's tables that we know. */
export const UNDOCUMENTED = 10999;

/** Every character counts 1, an emoji too (vivo.md §4). */
const lengthOf = (text: string): number => [...text].length;

/** A system message by its category, or by classification when it has none. */
export function isSystem(fields: Fields): boolean {
  const category = textField(fields, 'category');
  return category === '' ? integerField(fields, 'classification') === 1 : SYSTEM.has(category);
}

/** What of a call decides how its message is checked. */
export interface CallRules {
  /** By the vendor's clock. */
  nowMs: number;
  shortestTtlSeconds?: number;
}

/** vivo's code for the first thing wrong with a message, in the order of its field table; or nothing. */
export function problemOf(
  fields: Fields,
  app: VivoApp,
  { nowMs, shortestTtlSeconds = 60 }: CallRules,
): number | undefined {
  return (
    textProblem(fields, shortestTtlSeconds) ??
    skipProblem(fields) ??
    classProblem(fields, app) ??
    customMapProblem(fields['clientCustomMap']) ??
    extraProblem(fields['extra']) ??
    requestIdProblem(fields) ??
    modeProblem(fields, app) ??
    restProblem(fields, nowMs)
  );
}

function textProblem(fields: Fields, shortestTtlSeconds: number): number | undefined {
  if (![1, 2, 3, 4].includes(integerField(fields, 'notifyType') ?? 0)) return 10054;
  const title = textField(fields, 'title');
  const content = textField(fields, 'content');
  if (title.trim() === '') return 10055;
  if (lengthOf(title) > 40) return 10056;
  if (content.trim() === '') return 10057;
  if (lengthOf(content) > 100) return 10058;
  // Longer values than a day are cut, not refused.
  const timeToLive = integerField(fields, 'timeToLive');
  return timeToLive !== undefined && !(timeToLive >= shortestTtlSeconds) ? 10059 : undefined;
}

function skipProblem(fields: Fields): number | undefined {
  const content = textField(fields, 'skipContent');
  switch (integerField(fields, 'skipType')) {
    case 1:
      break;
    case 2:
      if (content === '') return 10061;
      if (content.length > 2048) return 10062;
      break;
    case 3:
      if (content === '') return 10063;
      if (content.length > 1024) return 10064;
      break;
    case 4:
      if (content === '') return 10068;
      if (content.length > 2048) return 10069;
      break;
    default:
      return 10060;
  }
  return [undefined, -1, 1].includes(integerField(fields, 'networkType')) ? undefined : 10065;
}

function classProblem(fields: Fields, app: VivoApp): number | undefined {
  const classification = integerField(fields, 'classification');
  if (![undefined, 0, 1].includes(classification)) return 11000;
  const category = fields['category'];
  if (category !== undefined) {
    if (typeof category !== 'string' || !(SYSTEM.has(category) || OPERATIONAL.has(category))) return 10096;
    if (classification !== undefined && (classification === 1) !== SYSTEM.has(category)) return 10097;
  }
  return isSystem(fields) && !app.settings.systemMessages ? 10082 : undefined;
}

function customMapProblem(map: unknown): number | undefined {
  if (map === undefined) return undefined;
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return 10067;
  const entries = Object.entries(map).filter(([, value]) => value !== null);
  if (entries.length > 10) return 10066;
  if (entries.some(([, value]) => typeof value !== 'string')) return 10067;
  const length = entries.reduce((sum, [key, value]) => sum + key.length + (value as string).length, 0);
  return length > 1024 ? 10067 : undefined;
}

function extraProblem(extra: unknown): number | undefined {
  if (extra === undefined) return undefined;
  if (typeof extra !== 'object' || Array.isArray(extra)) return 10304;
  const fields = extra as Fields;
  if (Object.keys(fields).some((key) => !EXTRA_KEYS.has(key))) return 10304;
  if (textField(fields, 'callback').length > 128) return 10305;
  // 192 belongs to receipts by id, 64 to the older ones by URL (vivo.md §7).
  const longest = textField(fields, 'callback.id') === '' ? 64 : 192;
  return textField(fields, 'callback.param').length > longest ? 10306 : undefined;
}

export function requestIdProblem(fields: Fields): number | undefined {
  const requestId = textField(fields, 'requestId');
  if (requestId === '') return 10352;
  return requestId.length > 64 ? 10353 : undefined;
}

/** Formal (0) or test (1); an app under review sends tests only. */
export function pushModeProblem(fields: Fields, app: VivoApp): number | undefined {
  const mode = integerField(fields, 'pushMode');
  if (![undefined, 0, 1].includes(mode)) return UNDOCUMENTED;
  return app.settings.underReview && mode !== 1 ? 10045 : undefined;
}

function modeProblem(fields: Fields, app: VivoApp): number | undefined {
  const problem = pushModeProblem(fields, app);
  if (problem !== undefined) return problem;
  const isTest = integerField(fields, 'pushMode') === 1;
  const notifyId = integerField(fields, 'notifyId');
  if (notifyId !== undefined && !(notifyId >= 1 && notifyId <= 2_147_483_647)) return 10095;
  if (app.settings.contentCheck && !isTest && [fields['title'], fields['content']].some(looksLikeTest)) return 10085;
  return undefined;
}

const FLAGS = ['sendOnline', 'foregroundShow', 'addBadge'];

/** Fields with documented bounds whose code the vendor's tables do not give. */
function restProblem(fields: Fields, nowMs: number): number | undefined {
  const { auditReview } = fields;
  if (auditReview !== undefined && !Array.isArray(auditReview)) return UNDOCUMENTED;
  if (FLAGS.some((name) => javaBoolean(fields[name]) === 'illegal')) return UNDOCUMENTED;
  if (lengthOf(textField(fields, 'profileId')) > 64) return UNDOCUMENTED;
  return isGoodTimedDisplay(fields['timedDisplay'], isSystem(fields), nowMs) ? undefined : UNDOCUMENTED;
}

/** The word "test", only digits, or only letters (vivo.md §5.4). */
function looksLikeTest(text: unknown): boolean {
  return typeof text === 'string' && (/test|测试/i.test(text) || /^\d+$/.test(text) || /^[a-z]+$/i.test(text));
}

/** The receipt settings of a message: by id (which wins) or by URL. */
export function receiptOf(
  fields: Fields,
  app: VivoApp,
): { url: string; param: string; isNewStyle: boolean } | undefined {
  const extra = objectField(fields, 'extra');
  if (extra === undefined) return undefined;
  const param = textField(extra, 'callback.param');
  const id = textField(extra, 'callback.id');
  if (id !== '') {
    const address = app.settings.receiptAddresses.find((it) => String(it.id) === id);
    return address === undefined ? undefined : { url: address.url, param, isNewStyle: true };
  }
  const url = textField(extra, 'callback');
  return url === '' ? undefined : { url, param, isNewStyle: false };
}
