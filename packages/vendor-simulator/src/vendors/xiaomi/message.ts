import { isGivenValue } from '../java-values.ts';
import { isBuiltIn } from './built-in-extras.ts';

/** A message as the sender wrote it: form fields, or one entry of multi_messages, all values as text. An empty one is not given. */
export interface XiaomiMessage {
  packageNames: string[];
  title: string | undefined;
  description: string | undefined;
  payload: string | undefined;
  passThrough: string | undefined;
  notifyType: string | undefined;
  notifyId: string | undefined;
  timeToLive: string | undefined;
  timeToSend: string | undefined;
  /** Keys without the `extra.` prefix. */
  extra: Record<string, string>;
}

const splitList = (values: string[]): string[] => values.flatMap((value) => value.split(',')).filter((it) => it !== '');

export function messageFromForm(form: URLSearchParams): XiaomiMessage {
  const extra: Record<string, string> = {};
  for (const [name, value] of form) {
    if (!name.startsWith('extra.')) continue;
    const key = name.slice('extra.'.length);
    if (isGiven(key, value)) extra[key] = value;
  }
  const field = (name: string): string | undefined => form.get(name) || undefined;
  return {
    packageNames: splitList(form.getAll('restricted_package_name')),
    title: form.get('title') ?? undefined,
    description: form.get('description') ?? undefined,
    payload: field('payload'),
    passThrough: field('pass_through'),
    notifyType: field('notify_type'),
    notifyId: field('notify_id'),
    timeToLive: field('time_to_live'),
    timeToSend: field('time_to_send'),
    extra,
  };
}

/** `callTimeToSend` of the whole call counts when the entry has none of its own. */
export function messageFromJson(json: Record<string, unknown>, callTimeToSend: string | undefined): XiaomiMessage {
  const field = (name: string): string | undefined => {
    const value = json[name];
    return isGivenValue(value) ? textOf(value) : undefined;
  };
  const extra: Record<string, string> = {};
  if (typeof json['extra'] === 'object' && json['extra'] !== null) {
    for (const [key, value] of Object.entries(json['extra'])) {
      const text = textOf(value);
      if (isGiven(key, text)) extra[key] = text;
    }
  }
  return {
    packageNames: splitList([field('restricted_package_name') ?? '']),
    title: field('title'),
    description: field('description'),
    payload: field('payload'),
    passThrough: field('pass_through'),
    notifyType: field('notify_type'),
    notifyId: field('notify_id'),
    timeToLive: field('time_to_live'),
    timeToSend: field('time_to_send') ?? callTimeToSend,
    extra,
  };
}

/** Several clients send every built-in extra, the unused ones empty. Empty keys of the app itself are delivered. */
function isGiven(key: string, value: string): boolean {
  return value !== '' || !isBuiltIn(key);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Repeated names or one comma list: the SDK sends the former for arrays, the latter for regIds (xiaomi.md §3). */
export function targetsOf(form: URLSearchParams, ...names: string[]): string[] {
  return splitList(names.flatMap((name) => form.getAll(name)));
}
