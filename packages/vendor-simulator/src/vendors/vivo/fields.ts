import { isGivenValue, javaBoolean, javaInteger } from '../java-values.ts';

/**
 * The members of a request body. Several clients send numbers as text and the real server takes them
 * (vivo.md §4), so both forms are read.
 */
export type Fields = Record<string, unknown>;

export function textField(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** Undefined when not given, NaN when it is not an integer. */
export function integerField(fields: Fields, name: string): number | undefined {
  return javaInteger(fields[name]);
}

/** The value of a flag that has passed the checks, or what counts when it was not given. */
export function flagField(fields: Fields, name: string, otherwise: boolean): boolean {
  const value = javaBoolean(fields[name]);
  return typeof value === 'boolean' ? value : otherwise;
}

export function objectField(fields: Fields, name: string): Fields | undefined {
  const value = fields[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** The body as an object, without members that are null or an empty text; anything else has no members, so the first required one will be missed. */
export function fieldsOf(body: string): Fields {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
    return Object.fromEntries(Object.entries(value).filter(([, member]) => isGivenValue(member)));
  } catch {
    return {};
  }
}
