/** An error with a stable code. Codes of the server are listed in docs/websocket-protocol.md; the SDK's own are below. */
export class ZIMError extends Error {
  override readonly name = 'ZIMError';
  /** e.g. `NOT_A_MEMBER`, `RATE_LIMITED`; of the SDK itself: `NOT_LOGGED_IN`, `CONNECTION_LOST`, `TIMEOUT`, `QUEUE_FULL`, `KICKED_OUT`, `LOGGED_OUT`. */
  readonly code: string;
  /** Path of the field at fault, when one is. */
  readonly field?: string;
  /** When trying again can help, ms. */
  readonly retryAfterMs?: number;

  constructor(
    code: string,
    message: string,
    details: { field?: string | undefined; retryAfterMs?: number | undefined } = {},
  ) {
    super(message);
    this.code = code;
    if (details.field !== undefined) this.field = details.field;
    if (details.retryAfterMs !== undefined) this.retryAfterMs = details.retryAfterMs;
  }
}
