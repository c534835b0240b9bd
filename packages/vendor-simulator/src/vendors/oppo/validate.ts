import { asText } from '../../http/as-text.ts';
import type { OppoApp } from '../../credentials/app.ts';
import { isWithinIfGiven } from '../java-values.ts';
import type { Notification } from './notification.ts';
import { number, text } from './notification.ts';

const SERVICE = new Set(['IM', 'ACCOUNT', 'DEVICE_REMINDER', 'ORDER', 'TODO', 'SUBSCRIPTION']);
const MARKETING = new Set(['NEWS', 'CONTENT', 'MARKETING', 'SOCIAL']);
const MISSING = 40;
const INVALID = 41;
const TEMPLATE = 54;
const CATEGORY = 67;
const MAX_INT = 2_147_483_647;

/** The regId syntax that the vendor's own server SDK enforces (oppo.md §8). */
const REG_ID = /^(((([0-9A-Za-z]{2,10})_)?([A-Z]{2}|EUEX)_)?[0-9a-fA-F]{32}|[0-9a-fA-F]{24})$/;
export const isRegId = (target: string): boolean => REG_ID.test(target);

/** Communication & service, or the older private channels: unlimited. Everything else is public. */
export function isPrivate(notification: Notification, app: OppoApp): boolean {
  const category = text(notification, 'category');
  if (category !== undefined) return SERVICE.has(category);
  return app.settings.privateChannels.includes(text(notification, 'channel_id') ?? '');
}

/** OPPO's code for the first thing wrong with a notification, or nothing. */
export function problemOf(notification: Notification, app: OppoApp, isBroadcast: boolean): number | undefined {
  return (
    textProblem(notification, app) ??
    styleProblem(notification, isBroadcast) ??
    clickProblem(notification) ??
    timingProblem(notification) ??
    receiptProblem(notification) ??
    rangeProblem(notification) ??
    classProblem(notification, app) ??
    templateProblem(notification, app)
  );
}

/** Every character counts 1: Chinese, Latin, emoji (oppo.md §4). */
const lengthOf = (value: string): number => [...value].length;

function textProblem(notification: Notification, app: OppoApp): number | undefined {
  for (const name of ['title', 'content']) {
    if (notification[name] === undefined) return MISSING;
    if (text(notification, name) === undefined) return INVALID;
  }
  const style = number(notification, 'style') ?? 1;
  const contentLimit = style === 2 ? 128 : style === 3 ? 50 : app.settings.contentLimit;
  if (lengthOf(text(notification, 'title') ?? '') > 50) return INVALID;
  if (lengthOf(text(notification, 'content') ?? '') > contentLimit) return INVALID;
  return lengthOf(text(notification, 'sub_title') ?? '') > 10 ? INVALID : undefined;
}

function styleProblem(notification: Notification, isBroadcast: boolean): number | undefined {
  const style = notification['style'];
  if (![undefined, 1, 2, 3].includes(style as number)) return INVALID;
  if (style !== 3) return undefined;
  // Big pictures are for broadcasts, and not for those of fixed speed (oppo.md §4).
  if (!isBroadcast || notification['fix_speed'] === true) return INVALID;
  return text(notification, 'big_picture_id') === undefined ? MISSING : undefined;
}

function clickProblem(notification: Notification): number | undefined {
  const type = notification['click_action_type'] ?? 0;
  if (![0, 1, 2, 4, 5].includes(type as number)) return INVALID;
  const activity = text(notification, 'click_action_activity');
  const url = text(notification, 'click_action_url');
  if ((type === 1 || type === 4) && activity === undefined) return MISSING;
  if ((type === 2 || type === 5) && url === undefined) return MISSING;
  if ((activity ?? '').length > 500 || (url ?? '').length > 2000) return INVALID;
  const parameters = notification['action_parameters'];
  if (parameters === undefined) return undefined;
  return typeof parameters === 'string' && lengthOf(parameters) <= 4000 && isJsonObject(parameters)
    ? undefined
    : INVALID;
}

function timingProblem(notification: Notification): number | undefined {
  const { off_line: offline, fix_speed: fixed, show_time_type: showType } = notification;
  if (![offline, fixed].every((value) => value === undefined || typeof value === 'boolean')) return INVALID;
  if (![undefined, 0, 1].includes(showType as number)) return INVALID;
  if (showType === 1) {
    const start = number(notification, 'show_start_time');
    const end = number(notification, 'show_end_time');
    if (start === undefined || end === undefined) return MISSING;
    if (start >= end) return INVALID;
  }
  const pushType = notification['push_time_type'];
  if (![undefined, 0, 1].includes(pushType as number)) return INVALID;
  return pushType === 1 && notification['push_start_time'] === undefined ? MISSING : undefined;
}

function receiptProblem(notification: Notification): number | undefined {
  const url = notification['call_back_url'];
  if (url !== undefined) {
    const isGood = typeof url === 'string' && url.length <= 200 && /^https?:\/\//i.test(url) && URL.canParse(url);
    if (!isGood) return INVALID;
  }
  return lengthOf(asText(notification['call_back_parameter'] ?? '')) > 100 ? INVALID : undefined;
}

function rangeProblem(notification: Notification): number | undefined {
  if (![undefined, 0, 1].includes(notification['network_type'] as number)) return INVALID;
  // The documents disagree on show_ttl (0–24 h, or 6–48 h in the SDK): anything up to 48 h passes (oppo.md §4).
  const ranges: [string, number, number][] = [
    ['notify_id', -2_147_483_648, MAX_INT],
    ['off_line_ttl', 0, MAX_INT], // longer than ten days is cut to ten days, not refused
    ['show_start_time', 0, Number.MAX_SAFE_INTEGER],
    ['show_end_time', 0, Number.MAX_SAFE_INTEGER],
    ['push_start_time', 0, Number.MAX_SAFE_INTEGER],
    ['fix_speed_rate', 1_000, 10_000],
    ['show_ttl', 0, 172_800],
    ['badge_operation_type', 0, 1],
    ['badge_message_count', 0, MAX_INT],
  ];
  return ranges.every(([name, min, max]) => isWithinIfGiven(notification[name], min, max)) ? undefined : INVALID;
}

function classProblem(notification: Notification, app: OppoApp): number | undefined {
  const category = notification['category'];
  const level = notification['notify_level'];
  if (category === undefined) return level === undefined ? undefined : CATEGORY;
  if (typeof category !== 'string' || !(SERVICE.has(category) || MARKETING.has(category))) return CATEGORY;
  if (SERVICE.has(category) && !app.settings.categories.includes(category)) return CATEGORY;
  if (level === undefined) return undefined;
  if (![1, 2, 16].includes(level as number)) return CATEGORY;
  // Marketing is shown in the bar only; the strong reminder needs an approval of its own (oppo.md §5.1).
  if (MARKETING.has(category) && level !== 1) return CATEGORY;
  return level === 16 && !app.settings.strongReminder ? CATEGORY : undefined;
}

/** Templates of communication & service messages (oppo.md §5.1); 54 is the code for whatever is wrong with one. */
function templateProblem(notification: Notification, app: OppoApp): number | undefined {
  const id = text(notification, 'private_msg_template_id');
  const isService = SERVICE.has(text(notification, 'category') ?? '');
  if (app.settings.templateRequired && isService && id === undefined) return TEMPLATE;
  const title = parametersOf(notification['private_title_parameters']);
  const content = parametersOf(notification['private_content_parameters']);
  if (title === undefined || content === undefined) return INVALID;
  // Without registered ones any template is taken: what a real app has registered, nobody here knows.
  if (id === undefined || app.settings.templates.length === 0) return undefined;
  const template = app.settings.templates.find((it) => it.id === id);
  const fits = (variables: readonly string[] = [], given: readonly string[]): boolean =>
    variables.length === given.length && given.every((name) => variables.includes(name));
  return template !== undefined && fits(template.titleVariables, title) && fits(template.contentVariables, content)
    ? undefined
    : TEMPLATE;
}

/** The variables that are given; undefined for what is no map. Text or object on the wire: sources disagree, both are taken. */
function parametersOf(value: unknown): string[] | undefined {
  if (value === undefined) return [];
  if (typeof value === 'string') return isJsonObject(value) ? Object.keys(JSON.parse(value) as object) : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : undefined;
}

function isJsonObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
