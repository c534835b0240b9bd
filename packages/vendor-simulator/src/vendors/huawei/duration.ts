/** Digits or a decimal of up to nine places, with or without `s` or `S`: the form of the vendor's own validators. */
export function isDuration(value: unknown): value is string {
  return typeof value === 'string' && /^\d+(\.\d{1,9})?s?$/i.test(value);
}
