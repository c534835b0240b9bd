import { InvalidInput, textProblem } from '@bellhop/runtime';

/** A text of a request: present unless optional, not longer than allowed (characters), and one that can be kept. */
export function textField(
  field: string,
  value: string,
  maxLength: number,
  { optional = false }: { optional?: boolean } = {},
): string {
  if (value === '' && !optional) throw new InvalidInput(`${field} is missing`, { field });
  const length = value.length <= maxLength ? value.length : [...value].length; // an emoji counts as one
  if (length > maxLength)
    throw new InvalidInput(`${field} has ${length} characters, ${maxLength} are allowed`, { field });
  const problem = textProblem(value);
  if (problem !== undefined) throw new InvalidInput(`${field} ${problem.message}`, { field });
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

/** The id of a user or a group: 1..64 characters. The gateway knows which ones; here it is enough that it can be kept. */
export function idField(field: string, value: string): string {
  return textField(field, value, 64);
}
