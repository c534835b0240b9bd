/** Settings that are text or absent; every other `null` stands for "no limit" of a number. */
const NULLABLE_TEXTS = new Set(['defaultReceiptId']);

/** Number settings that need a value. */
const NEVER_NULL = /LifetimeSeconds$|^contentLimit$/;

/** Applies a change field by field. Throws a TypeError that names the first field it cannot take. */
export function mergeSettings(settings: Record<string, unknown>, change: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(change)) {
    if (!Object.hasOwn(settings, key)) {
      throw new TypeError(`unknown setting ${key}; there are ${Object.keys(settings).join(', ')}`);
    }
    const problem = problemOf(key, settings[key], value);
    if (problem !== undefined) throw new TypeError(`${key} ${problem}`);
  }
  Object.assign(settings, change);
}

function problemOf(key: string, current: unknown, value: unknown): string | undefined {
  if (typeof current === 'boolean') return typeof value === 'boolean' ? undefined : 'must be true or false';
  if (Array.isArray(current)) return Array.isArray(value) ? undefined : 'must be an array';
  if (NULLABLE_TEXTS.has(key))
    return value === null || typeof value === 'string' ? undefined : 'must be a text or null';
  if (value === null) return NEVER_NULL.test(key) ? 'must be a number' : undefined;
  return typeof value === 'number' && value >= 0 ? undefined : 'must be a number, or null for no limit';
}
