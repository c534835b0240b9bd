/** A request of the control API that cannot be carried out; answered with its status and message. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export type Input = Record<string, unknown>;

export function parseInput(body: string): Input {
  if (body.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new ControlError(400, 'the body is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ControlError(400, 'the body must be a JSON object');
  }
  return value as Input;
}

/** Refuses members that nobody would read: a misspelt one must not pass unseen. */
export function onlyKnown(input: Input, names: readonly string[]): void {
  const unknown = Object.keys(input).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new ControlError(400, `unknown member ${unknown}; there are ${names.join(', ')}`);
}

export function optionalText(input: Input, name: string): string | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value === '') throw new ControlError(400, `${name} must be a text`);
  return value;
}

export function optionalNumber(input: Input, name: string, min: number, max: number): number | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !(value >= min && value <= max)) {
    throw new ControlError(400, `${name} must be a number from ${min} to ${max}`);
  }
  return value;
}

export function optionalBoolean(input: Input, name: string): boolean | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'boolean') throw new ControlError(400, `${name} must be true or false`);
  return value;
}

export function optionalChoice<T extends string>(input: Input, name: string, choices: readonly T[]): T | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  const chosen = choices.find((choice) => choice === value);
  if (chosen === undefined) throw new ControlError(400, `${name} must be one of ${choices.join(', ')}`);
  return chosen;
}

export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new ControlError(400, `${name} is missing`);
  return value;
}

/** A number from the query string, kept within its bounds. */
export function queryNumber(query: URLSearchParams, name: string, fallback: number, max: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  const value = Number(text);
  if (!(value >= 0)) throw new ControlError(400, `${name} must be a number`);
  return Math.min(value, max);
}

/** Keeps only the members that are there (exactOptionalPropertyTypes). */
export function present<T extends object>(members: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}
