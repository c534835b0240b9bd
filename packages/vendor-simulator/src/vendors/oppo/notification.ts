import { javaBoolean, javaInteger, isGivenValue } from '../java-values.ts';

/** A notification with real JSON types, whether it came as JSON or as form fields. What was not given is not in it. */
export type Notification = Record<string, unknown>;

const NUMBERS = new Set([
  'style',
  'click_action_type',
  'show_time_type',
  'show_start_time',
  'show_end_time',
  'off_line_ttl',
  'push_time_type',
  'push_start_time',
  'fix_speed_rate',
  'network_type',
  'notify_level',
  'show_ttl',
  'notify_id',
  'badge_operation_type',
  'badge_message_count',
]);
const BOOLEANS = new Set(['off_line', 'fix_speed']);

/** Gives numbers and booleans sent as text their type; form fields always are text (oppo.md §3.3). An illegal one stays as it is. */
export function typed(fields: Iterable<[string, unknown]>): Notification {
  const notification: Notification = {};
  for (const [name, value] of fields) {
    if (!isGivenValue(value)) continue;
    notification[name] = NUMBERS.has(name) ? integerOr(value) : BOOLEANS.has(name) ? booleanOr(value) : value;
  }
  return notification;
}

function integerOr(value: unknown): unknown {
  const number = javaInteger(value);
  return Number.isNaN(number) ? value : number;
}

function booleanOr(value: unknown): unknown {
  const boolean = javaBoolean(value);
  return boolean === 'illegal' ? value : boolean;
}

/** A text; a number given for one counts as its digits. */
export function text(notification: Notification, name: string): string | undefined {
  const value = notification[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function number(notification: Notification, name: string): number | undefined {
  const value = notification[name];
  return typeof value === 'number' ? value : undefined;
}
