type Members = Readonly<Record<string, unknown>>;

/** What comes from outside is not always the object that was promised: without members then. */
export function objectOf(value: unknown): Members {
  return typeof value === 'object' && value !== null ? (value as Members) : {};
}

/** The object that a JSON text has; without members when there is none, or it cannot be read. */
export function objectIn(json: unknown): Members {
  try {
    return objectOf(JSON.parse(String(json)));
  } catch {
    return {};
  }
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** A list of texts; what is none is said as text. */
export function textsOf(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}
