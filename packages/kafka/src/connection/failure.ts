import { messageOf, ServiceError, Unavailable } from '@bellhop/runtime';
import type { KafkaConfig } from '../kafka-config.ts';

/** What was wrong with a connection or a request, for people: one sentence with what to check. */
interface Finding {
  /** Stable, to alert on. */
  readonly code: 'KAFKA_AUTHENTICATION' | 'KAFKA_AUTHORIZATION' | 'KAFKA_TLS' | 'KAFKA_UNAVAILABLE';
  readonly sentence: string;
}

type Reached = Pick<KafkaConfig, 'brokers' | 'tls' | 'sasl'>;

/** An error of kafkajs, as far as it says anything. */
interface KafkaJsError extends Error {
  readonly type?: string;
  readonly code?: unknown;
  readonly broker?: string;
  readonly errors?: readonly KafkaJsError[];
}

/**
 * The failure of something that was to be done with Kafka, in one clear sentence.
 * @param doing what was to be done, e.g. `read push.outcome.v1 in group push-history`; undefined when it was to be reached
 */
export function kafkaFailure(config: Reached, doing: string | undefined, cause: unknown): ServiceError {
  if (cause instanceof ServiceError) return cause;
  const { code, sentence } = findingOf(config, doing, cause);
  return code === 'KAFKA_UNAVAILABLE'
    ? new Unavailable(sentence, { code, cause })
    : new ServiceError(code, sentence, { retryable: false, cause });
}

/** The same where trying again is all that can be done: what is to be written is not given up for a right that is missing. */
export function retryableKafkaFailure(config: Reached, doing: string, cause: unknown): Unavailable {
  const { code, sentence } = findingOf(config, doing, cause);
  return new Unavailable(sentence, { code, cause });
}

/** What is wrong, when it is something that waiting does not mend: a login, a right, a certificate. Else undefined. */
export function hopelessSentence(config: Reached, error: unknown): string | undefined {
  const { code, sentence } = findingOf(config, undefined, error);
  return code === 'KAFKA_UNAVAILABLE' ? undefined : sentence;
}

function findingOf(config: Reached, doing: string | undefined, cause: unknown): Finding {
  const chain = chainOf(cause);
  const at = chain.find(({ broker }) => broker !== undefined)?.broker ?? config.brokers.join(', ');
  for (const error of chain) {
    const finding =
      ofOurOwn(error) ?? ofLogin(config, at, error) ?? ofTls(config, at, error) ?? ofRights(config, doing, error);
    if (finding !== undefined) return finding;
  }
  const reason = chain.at(-1)?.message ?? messageOf(cause);
  if (/closed connection|ECONNRESET/i.test(reason) && config.sasl === undefined) {
    const wish =
      config.tls === undefined ? 'TLS (KAFKA_TLS) or a login (KAFKA_SASL_MECHANISM)' : 'a login (KAFKA_SASL_MECHANISM)';
    return {
      code: 'KAFKA_UNAVAILABLE',
      sentence: `Kafka at ${at} closed the connection instead of answering. It may want ${wish}.`,
    };
  }
  const what = doing === undefined ? 'cannot be reached' : `did not let us ${doing}`;
  return {
    code: 'KAFKA_UNAVAILABLE',
    sentence: `Kafka at ${at} ${what}: ${reason}. Check KAFKA_BROKERS and that Kafka runs.`,
  };
}

/** A file or a token endpoint that failed says it all by itself. */
function ofOurOwn(error: KafkaJsError): Finding | undefined {
  return error instanceof ServiceError ? { code: 'KAFKA_AUTHENTICATION', sentence: error.message } : undefined;
}

function ofLogin({ sasl }: Reached, at: string, { name, type, message }: KafkaJsError): Finding | undefined {
  if (sasl === undefined) return undefined;
  const mechanism = sasl.mechanism.toUpperCase();
  const code = 'KAFKA_AUTHENTICATION';
  if (type === 'UNSUPPORTED_SASL_MECHANISM' || message.includes('mechanism is not supported'))
    return {
      code,
      sentence: `Kafka at ${at} takes no logins by ${mechanism}. Set KAFKA_SASL_MECHANISM to one that this listener has enabled.`,
    };
  if (type === 'ILLEGAL_SASL_STATE')
    return {
      code,
      sentence: `Kafka at ${at} expects no login there. Check the port in KAFKA_BROKERS, or leave KAFKA_SASL_MECHANISM out.`,
    };
  if (name !== 'KafkaJSSASLAuthenticationError' && type !== 'SASL_AUTHENTICATION_FAILED') return undefined;
  const [who, check] =
    sasl.mechanism === 'oauthbearer'
      ? ['our token', 'the token of KAFKA_OAUTH_TOKEN_FILE or KAFKA_OAUTH_TOKEN_URL, its issuer, audience and scope']
      : [
          `user "${sasl.username}"`,
          'KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD (or its file), and that the user exists for this mechanism',
        ];
  return {
    code,
    sentence: `Kafka at ${at} refused the login of ${who} by ${mechanism}: ${reasonOf(message)}. Check ${check}.`,
  };
}

/** `SASL SCRAM SHA512 authentication failed: why` → `why`. */
const reasonOf = (message: string): string => message.replace(/^SASL .*? failed: /, '');

const UNTRUSTED = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_SIGNATURE_FAILURE',
]);

function ofTls({ tls }: Reached, at: string, error: KafkaJsError): Finding | undefined {
  if (tls === undefined) return undefined;
  const code = 'KAFKA_TLS';
  const reason = tlsReasonOf(error.message);
  const kind = typeof error.code === 'string' ? error.code : '';
  if (UNTRUSTED.has(kind)) {
    const authorities = tls.ca === undefined ? 'its authority' : `the right authority (it is ${tls.ca})`;
    return {
      code,
      sentence: `The certificate of Kafka at ${at} is not trusted: ${reason}. Set KAFKA_TLS_CA_FILE to the file of ${authorities}.`,
    };
  }
  if (kind === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return {
      code,
      sentence: `The certificate of Kafka at ${at} is for another name: ${reason}. Use a name of the certificate in KAFKA_BROKERS and the brokers' advertised.listeners, or set KAFKA_TLS_SERVER_NAME.`,
    };
  if (kind === 'CERT_HAS_EXPIRED' || kind === 'CERT_NOT_YET_VALID')
    return {
      code,
      sentence: `The certificate of Kafka at ${at} does not hold now: ${reason}. Renew it at the brokers, or mend the clock here.`,
    };
  if (/ALERT/.test(kind) || /alert/.test(reason))
    return {
      code,
      sentence: `Kafka at ${at} refused our side of TLS: ${reason}. ${tls.cert === undefined ? 'It may want a client certificate: set KAFKA_TLS_CERT_FILE and KAFKA_TLS_KEY_FILE.' : `Check that the certificate of KAFKA_TLS_CERT_FILE (${tls.cert}) has not expired and is of an authority that the brokers trust.`}`,
    };
  if (kind === 'ERR_SSL_WRONG_VERSION_NUMBER' || /before secure TLS connection|packet length too long/.test(reason))
    return {
      code,
      sentence: `Kafka at ${at} does not speak TLS there: ${reason}. Check the port in KAFKA_BROKERS, or set KAFKA_TLS=false.`,
    };
  return undefined;
}

/** OpenSSL says where in its sources it was; what happened is one of the parts. */
const tlsReasonOf = (message: string): string =>
  message.split(':').find((part) => part.includes(' alert ')) ?? message.replace(/^Connection error: /, '').trim();

function ofRights(config: Reached, doing: string | undefined, { type, message }: KafkaJsError): Finding | undefined {
  const on = /^(TOPIC|GROUP|CLUSTER|TRANSACTIONAL_ID)_AUTHORIZATION_FAILED$/.exec(type ?? '')?.[1];
  if (on === undefined) return undefined;
  return {
    code: 'KAFKA_AUTHORIZATION',
    sentence: `Kafka does not allow ${userOf(config)} to ${doing ?? 'do this'}: ${message}. Give the rights that \`bellhop acl\` prints.`,
  };
}

/** Who we are at Kafka, as far as we know it. */
function userOf({ sasl, tls }: Reached): string {
  if (sasl?.mechanism === 'oauthbearer') return 'the user of our token';
  if (sasl !== undefined) return `user "${sasl.username}"`;
  return tls?.cert === undefined ? 'whoever has not logged in' : `the user of the certificate ${tls.cert}`;
}

/** From the outside in: kafkajs wraps causes, and lists those of several topics. */
function chainOf(error: unknown): KafkaJsError[] {
  const chain: KafkaJsError[] = [];
  let next: unknown = error;
  while (next instanceof Error && !chain.includes(next) && chain.length < 10) {
    chain.push(next);
    const { errors, cause } = next as KafkaJsError & { cause?: unknown };
    next = errors?.[0] ?? cause;
  }
  return chain;
}
