/**
 * Values as servers written in Java take them (xiaomi, oppo, vivo): null and an empty text are "not given", and numbers and
 * booleans may come as text. Known clients rely on it: one writes false as the empty text, several write every number as text.
 */

export const isGivenValue = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** An integer, `NaN` for what is none, undefined for what was not given. Spaces around it and a plus sign are allowed. */
export function javaInteger(value: unknown): number | undefined {
  if (!isGivenValue(value)) return undefined;
  if (typeof value === 'number') return Number.isInteger(value) ? value : Number.NaN;
  if (typeof value !== 'string') return Number.NaN;
  const text = value.trim();
  return /^[+-]?\d{1,19}$/.test(text) ? Number(text) : Number.NaN;
}

const TRUE = new Set(['true', '1', 'yes', 'on', 'y']);
const FALSE = new Set(['false', '0', 'no', 'off', 'n']);

/** A boolean, `'illegal'` for what is none, undefined for what was not given. */
export function javaBoolean(value: unknown): boolean | undefined | 'illegal' {
  if (!isGivenValue(value)) return undefined;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? value !== 0 : 'illegal';
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return TRUE.has(text) ? true : FALSE.has(text) ? false : 'illegal';
}

/** Undefined passes: an optional value that is there must be an integer within the bounds, both included. */
export function isWithinIfGiven(value: unknown, min: number, max: number): boolean {
  const number = javaInteger(value);
  return number === undefined || (number >= min && number <= max);
}
