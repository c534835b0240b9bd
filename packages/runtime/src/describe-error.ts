const MAX_DEPTH = 5;

/**
 * An error as it may stand in a log: type, code, message, stack and cause. The other properties stay out, because libraries hang data on
 * them: pg the row that did not fit (`detail`, `where`), HTTP clients the request with its headers.
 */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : typeof error;
  const { code, retryable, cause } = error as { code?: unknown; retryable?: unknown; cause?: unknown };
  return {
    type: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof retryable === 'boolean' ? { retryable } : {}),
    message: error.message,
    stack: error.stack,
    ...(cause === undefined || depth >= MAX_DEPTH ? {} : { cause: describeError(cause, depth + 1) }),
    ...(error instanceof AggregateError && depth < MAX_DEPTH
      ? { errors: error.errors.slice(0, 5).map((one) => describeError(one, depth + 1)) }
      : {}),
  };
}
