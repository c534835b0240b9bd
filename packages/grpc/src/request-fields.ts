import { InvalidInput } from '@bellhop/runtime';

/** A text of a request: present unless optional, and not longer than allowed (characters). */
export function textField(
  field: string,
  value: string,
  maxLength: number,
  { optional = false }: { optional?: boolean } = {},
): string {
  if (value === '' && !optional) throw new InvalidInput(`${field} is missing`, { field });
  if (value.length > maxLength)
    throw new InvalidInput(`${field} has ${value.length} characters, ${maxLength} are allowed`, { field });
  return value;
}

/** A text of a request, of a form. */
export function matchingField(field: string, value: string, pattern: RegExp, allowed: string): string {
  if (!pattern.test(value)) throw new InvalidInput(`${field} must be ${allowed}`, { field });
  return value;
}

/** A list of a request, of an allowed length. */
export function listField<T>(
  field: string,
  values: readonly T[],
  { min, max }: { min: number; max: number },
): readonly T[] {
  if (values.length < min || values.length > max)
    throw new InvalidInput(`${field} has ${values.length} entries, ${min} to ${max} are allowed`, { field });
  return values;
}
