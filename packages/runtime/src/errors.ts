/** An operational failure: something outside failed, and `retryable` says whether trying again can help. */
export class ServiceError extends Error {
  override readonly name: string = 'ServiceError';
  /** Stable, to alert on, e.g. `KAFKA_UNAVAILABLE`. */
  readonly code: string;
  readonly retryable: boolean;

  constructor(code: string, message: string, options: { retryable: boolean; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable;
  }
}

/** Whether a failure is one that trying again can help. */
export function isRetryable(error: unknown): error is ServiceError {
  return error instanceof ServiceError && error.retryable;
}

/** Input from outside is wrong. Answered to the caller as it is; never retried. */
export class InvalidInput extends ServiceError {
  override readonly name = 'InvalidInput';
  /** Path of the offending field, e.g. `pushConfig.title`; empty when no single field is at fault. */
  readonly field: string;

  constructor(message: string, options: { field?: string; cause?: unknown } = {}) {
    super('INVALID_ARGUMENT', message, { retryable: false, cause: options.cause });
    this.field = options.field ?? '';
  }
}

/** The caller has not proved who he is, or may not do this. */
export class Unauthenticated extends ServiceError {
  override readonly name = 'Unauthenticated';

  constructor(message: string, options: { cause?: unknown } = {}) {
    super('UNAUTHENTICATED', message, { retryable: false, cause: options.cause });
  }
}

/** We know who the caller is, and they may not do this. */
export class PermissionDenied extends ServiceError {
  override readonly name = 'PermissionDenied';

  constructor(message: string, options: { cause?: unknown } = {}) {
    super('PERMISSION_DENIED', message, { retryable: false, cause: options.cause });
  }
}

/** More than is allowed or than can be taken now; try again after `retryAfterMs`. */
export class ResourceExhausted extends ServiceError {
  override readonly name = 'ResourceExhausted';
  readonly retryAfterMs: number;

  constructor(message: string, options: { retryAfterMs: number; cause?: unknown }) {
    super('RESOURCE_EXHAUSTED', message, { retryable: true, cause: options.cause });
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Something we depend on does not answer now. */
export class Unavailable extends ServiceError {
  override readonly name = 'Unavailable';

  constructor(message: string, options: { code?: string; cause?: unknown } = {}) {
    super(options.code ?? 'UNAVAILABLE', message, { retryable: true, cause: options.cause });
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
