/** A command line that cannot be meant so; the message says what is allowed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
