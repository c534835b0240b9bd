import { errorNumberOf } from './error-numbers.ts';
import { textOf } from './foreign-values.ts';

/** An error with a stable code and number. All of them are in docs/sdk/errors.md. */
export class ZIMError extends Error {
  override readonly name = 'ZIMError';
  // Declared only: the constructor sets those that there are.
  /** e.g. `NOT_A_MEMBER`, `RATE_LIMITED`; of the SDK itself: `NOT_LOGGED_IN`, `CONNECTION_LOST`, `TIMEOUT`, `QUEUE_FULL`, `KICKED_OUT`, `LOGGED_OUT`. */
  declare readonly code: string;
  /** The same as a number, as ZIM has them; `zimErrorNumbers` is the table. */
  declare readonly number: number;
  /** Path of the field at fault, when one is. */
  declare readonly field?: string;
  /** When trying again can help, ms. */
  declare readonly retryAfterMs?: number;
  /** Of `NOT_ALLOWED`: the least role in the group that may do it. */
  declare readonly requiredRole?: string;
  /** Of `MUTED`: when it ends by itself, Unix ms; absent = it does not. */
  declare readonly muteUntil?: number;

  constructor(
    code: string,
    message: string,
    details: {
      field?: string | undefined;
      retryAfterMs?: number | undefined;
      requiredRole?: string | undefined;
      muteUntil?: number | undefined;
    } = {},
  ) {
    super(message);
    this.code = code;
    this.number = errorNumberOf(code);
    Object.assign(this, details);
  }
}

/** An error as the server, or another tab, tells it. */
export function errorOf({ code, message, ...details }: Readonly<Record<string, unknown>>): ZIMError {
  return new ZIMError(textOf(code) ?? 'UNKNOWN', textOf(message) ?? 'the server refused', details);
}
