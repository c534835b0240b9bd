/** A notification with real JSON types, whether it came as JSON or as form fields. */
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

/** Gives numbers and booleans sent as text their type; form fields always are text (oppo.md §3.3). */
export function typed(fields: Iterable<[string, unknown]>): Notification {
  const notification: Notification = {};
  for (const [name, value] of fields) {
    if (value === null || value === undefined) continue;
    if (NUMBERS.has(name) && typeof value === 'string' && /^-?\d+$/.test(value)) notification[name] = Number(value);
    else if (BOOLEANS.has(name) && (value === 'true' || value === 'false')) notification[name] = value === 'true';
    else notification[name] = value;
  }
  return notification;
}

export function text(notification: Notification, name: string): string | undefined {
  const value = notification[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function number(notification: Notification, name: string): number | undefined {
  const value = notification[name];
  return typeof value === 'number' ? value : undefined;
}
