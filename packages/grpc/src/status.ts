import grpc from '@grpc/grpc-js';
import {
  InvalidInput,
  isRetryable,
  messageOf,
  PermissionDenied,
  ResourceExhausted,
  ServiceError,
  Unauthenticated,
  Unavailable,
} from '@bellhop/runtime';

const { status } = grpc;

/** Trailing metadata of refusals. */
export const retryAfterKey = 'retry-after-ms';
/** Percent-encoded as `encodeURI` does it: metadata is ASCII, and a field may be a name that the caller chose. */
export const fieldKey = 'field';
export const codeKey = 'error-code';
/** Metadata of calls and trailing metadata of refusals. */
export const requestIdKey = 'request-id';

/** The one place where our errors become gRPC statuses. */
export function statusOf(error: unknown): Partial<grpc.StatusObject> & Pick<grpc.StatusObject, 'code' | 'details'> {
  const metadata = new grpc.Metadata();
  if (error instanceof ServiceError) metadata.set(codeKey, error.code);
  if (error instanceof InvalidInput) {
    if (error.field !== '') metadata.set(fieldKey, encodeURI(error.field));
    return { code: status.INVALID_ARGUMENT, details: error.message, metadata };
  }
  if (error instanceof Unauthenticated) return { code: status.UNAUTHENTICATED, details: error.message, metadata };
  if (error instanceof PermissionDenied) return { code: status.PERMISSION_DENIED, details: error.message, metadata };
  if (error instanceof ResourceExhausted) {
    metadata.set(retryAfterKey, String(error.retryAfterMs));
    return { code: status.RESOURCE_EXHAUSTED, details: error.message, metadata };
  }
  if (isRetryable(error)) return { code: status.UNAVAILABLE, details: error.message, metadata };
  return { code: status.INTERNAL, details: 'internal error', metadata }; // what is inside stays inside
}

/** The error that a client of ours gets for a status. */
export function errorOf(error: grpc.ServiceError, rpc: string): ServiceError {
  const text = (key: string): string | undefined => error.metadata?.get(key)[0]?.toString();
  switch (error.code) {
    case status.INVALID_ARGUMENT:
      return new InvalidInput(error.details, { field: decodeURI(text(fieldKey) ?? ''), cause: error });
    case status.UNAUTHENTICATED:
      return new Unauthenticated(error.details, { cause: error });
    case status.PERMISSION_DENIED:
      return new PermissionDenied(`${rpc}: ${error.details}`, { cause: error });
    case status.RESOURCE_EXHAUSTED:
      return new ResourceExhausted(error.details, { retryAfterMs: Number(text(retryAfterKey) ?? 1_000), cause: error });
    case status.UNAVAILABLE:
    case status.DEADLINE_EXCEEDED:
    case status.CANCELLED:
      return new Unavailable(`${rpc}: ${error.details}${tlsHint(error.details)}`, {
        code: text(codeKey) ?? status[error.code] ?? 'UNAVAILABLE',
        cause: error,
      });
    default:
      return new ServiceError(status[error.code] ?? 'UNKNOWN', `${rpc}: ${messageOf(error)}`, {
        retryable: false,
        cause: error,
      });
  }
}

/** Which of our settings to look at when two of our services do not trust each other. */
function tlsHint(details: string): string {
  if (/altname|does not match certificate/i.test(details))
    return '; the service at this address has a certificate for another name: is it the right address?';
  if (/unable to (verify|get)|self.signed|certificate has expired/i.test(details))
    return '; the certificate of the service is not trusted: look at INTERNAL_TLS_CA_FILE here and INTERNAL_TLS_CERT_FILE there';
  if (/alert|ECONNRESET|EPROTO|SSL|Failed to connect \(/i.test(details))
    return '; if it is up, it may not take our certificate (its log says why): look at INTERNAL_AUTH and INTERNAL_TLS_CERT_FILE here';
  return '';
}
