/** A value of a request as text, whatever a client sent where text belongs. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
