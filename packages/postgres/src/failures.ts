import { messageOf, ServiceError, Unavailable } from '@bellhop/runtime';

const READ_ONLY = '25006';

/** Postgres, or what we reach it by, failed in a way that another try can help: consumers keep their events. */
function away(message: string, cause: unknown): Unavailable {
  return new Unavailable(message, { code: 'POSTGRES_UNAVAILABLE', cause });
}

/** By SQLSTATE, its class, or the code of Node or of TLS: what is the matter, and which setting to look at. */
const sentences: readonly (readonly [code: RegExp, sentence: string])[] = [
  // A primary that became a replica, or a disk that ran full where the provider reacts so.
  [/^25006$/, 'the database is read-only: it became a replica, or was set so'],
  [
    /^28/,
    'Postgres refuses the login: look at the user and password of DATABASE_URL (or DATABASE_PASSWORD_FILE), the client certificate, and pg_hba.conf',
  ],
  [/^3D000$/, 'there is no database of the name in DATABASE_URL'],
  [
    /^42501$/,
    'the role of DATABASE_URL lacks a right: run `bellhop migrate` with DATABASE_RUNTIME_ROLE set to that role',
  ],
  [/^57014$/, 'a statement took longer than DATABASE_STATEMENT_TIMEOUT_MS'],
  [/^55P03$/, 'a lock was not to be had in time'],
  [
    /^(SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_SIGNATURE)/,
    'the certificate of Postgres is of no authority in DATABASE_TLS_CA_FILE',
  ],
  [/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/, 'the certificate of Postgres has expired, or does not hold yet'],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    'the certificate of Postgres is for another name than the host in DATABASE_URL: use a name that it is for',
  ],
  [/^(ERR_SSL|EPROTO)/, 'TLS with Postgres failed: does it take the certificate of DATABASE_TLS_CERT_FILE?'],
];

/**
 * 08: connection; 25P03: idle in a transaction for too long; 40: serialization, deadlock; 53: resources; 57P: shutting down; 23505: two writers met in a rebalance (the next
 * try finds the rows).
 */
const PASSING = /^(08|25P03|40|53|57P|23505|E[A-Z])/;

/**
 * What a failure of Postgres means to us: Unavailable where another try can help, even if a person has to mend something first, since no event is lost so; otherwise what was
 * thrown. Errors without a code are the client's own: no connection.
 */
export function classify(error: unknown): unknown {
  if (error instanceof ServiceError || isBug(error)) return error;
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') {
    if (!(error instanceof Error)) return error;
    if (/does not support SSL/.test(error.message))
      return away('Postgres does not speak TLS: turn `ssl` on there, or take TLS out of our settings', error);
    return /connect|terminat|timeout|SSL/i.test(error.message) ? away('Postgres cannot be reached', error) : error;
  }
  const sentence = sentences.find(([pattern]) => pattern.test(code))?.[1];
  if (sentence !== undefined) return away(`${sentence} (${code}: ${messageOf(error)})`, error);
  // pgbouncer's refusals of a login, and of what it cannot hand on, have the code of a protocol violation.
  if (code === '08P01' || code === '08000')
    return away(`Postgres, or the pooler before it: ${messageOf(error)}`, error);
  return PASSING.test(code) ? away(`Postgres asks to try again (${code})`, error) : error;
}

/** JavaScript's own errors say nothing of Postgres, though one may speak of `timeoutSeconds`, or have a code as networks give. */
function isBug(error: unknown): boolean {
  return [TypeError, RangeError, ReferenceError, SyntaxError].some((kind) => error instanceof kind);
}

/** Whether a failure, as `classify` gives it or as Postgres does, is that nothing can be written. */
export function isReadOnly(error: unknown): boolean {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  return code === READ_ONLY || cause?.code === READ_ONLY;
}
