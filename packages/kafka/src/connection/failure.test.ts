import { Secret, ServiceError } from '@bellhop/runtime';
import { describe, expect, it } from 'vitest';
import { hopelessSentence, kafkaFailure, retryableKafkaFailure } from './failure.ts';

const brokers = ['kafka-1:9093', 'kafka-2:9093'];
const plain = { brokers, tls: undefined, sasl: undefined };
const encrypted = { ...plain, tls: { ca: '/ca.pem' } };
const loggedIn = {
  ...encrypted,
  sasl: { mechanism: 'scram-sha-512', username: 'gateway', password: { value: new Secret('a-password') } },
} as const;

/** An error as kafkajs makes it. */
const error = (message: string, fields: object = {}) => Object.assign(new Error(message), fields);
/** As kafkajs wraps it when it gives up. */
const wrapped = (cause: Error) =>
  Object.assign(new Error(cause.message, { cause }), { name: 'KafkaJSNumberOfRetriesExceeded' });

describe('what kafkajs says becomes one sentence', () => {
  it.each([
    [
      'a closed connection without TLS',
      plain,
      error('Closed connection', { broker: 'kafka-1:9093' }),
      'Kafka at kafka-1:9093 closed the connection instead of answering. It may want TLS (KAFKA_TLS) or a login (KAFKA_SASL_MECHANISM).',
      'KAFKA_UNAVAILABLE',
    ],
    [
      'a closed connection with TLS',
      encrypted,
      error('Closed connection', { broker: 'kafka-1:9093' }),
      'Kafka at kafka-1:9093 closed the connection instead of answering. It may want a login (KAFKA_SASL_MECHANISM).',
      'KAFKA_UNAVAILABLE',
    ],
    [
      'nobody there',
      plain,
      error('Connection error: connect ECONNREFUSED 10.0.0.1:9093', { broker: 'kafka-1:9093', code: 'ECONNREFUSED' }),
      'Kafka at kafka-1:9093 cannot be reached: Connection error: connect ECONNREFUSED 10.0.0.1:9093. Check KAFKA_BROKERS and that Kafka runs.',
      'KAFKA_UNAVAILABLE',
    ],
    [
      'a mechanism that is not enabled',
      loggedIn,
      error('The broker does not support the requested SASL mechanism', { type: 'UNSUPPORTED_SASL_MECHANISM' }),
      'Kafka at kafka-1:9093, kafka-2:9093 takes no logins by SCRAM-SHA-512. Set KAFKA_SASL_MECHANISM to one that this listener has enabled.',
      'KAFKA_AUTHENTICATION',
    ],
    [
      'an expired certificate of the broker',
      encrypted,
      error('Connection error: certificate has expired', { broker: 'kafka-1:9093', code: 'CERT_HAS_EXPIRED' }),
      'The certificate of Kafka at kafka-1:9093 does not hold now: certificate has expired. Renew it at the brokers, or mend the clock here.',
      'KAFKA_TLS',
    ],
    [
      'an unknown authority, with those of the system',
      { ...plain, tls: {} },
      error('Connection error: self-signed certificate', { broker: 'b:1', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
      'The certificate of Kafka at b:1 is not trusted: self-signed certificate. Set KAFKA_TLS_CA_FILE to the file of its authority.',
      'KAFKA_TLS',
    ],
    [
      'a client certificate that is refused',
      { ...plain, tls: { cert: '/cert.pem', key: '/key.pem' } },
      error(
        'Connection error: 40FD:error:0A000415:SSL routines:ssl3_read_bytes:ssl/tls alert certificate expired:x.c:9',
        {
          broker: 'b:1',
          code: 'ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_EXPIRED',
        },
      ),
      'Kafka at b:1 refused our side of TLS: ssl/tls alert certificate expired. Check that the certificate of KAFKA_TLS_CERT_FILE (/cert.pem) has not expired and is of an authority that the brokers trust.',
      'KAFKA_TLS',
    ],
  ])('%s', (_, config, cause, sentence, code) => {
    for (const one of [cause, wrapped(cause)])
      expect(kafkaFailure(config, undefined, one)).toMatchObject({
        message: sentence,
        code,
        retryable: code === 'KAFKA_UNAVAILABLE',
      });
  });

  it('what is to be written is tried again, also when a right is missing', () => {
    const refused = error('Not authorized', { type: 'TOPIC_AUTHORIZATION_FAILED' });
    expect(retryableKafkaFailure(loggedIn, 'write to t', refused)).toMatchObject({
      message:
        'Kafka does not allow user "gateway" to write to t: Not authorized. Give the rights that `bellhop acl` prints.',
      code: 'KAFKA_AUTHORIZATION',
      retryable: true,
    });
  });

  it('a file that cannot be read says so itself', () => {
    const cause = new ServiceError('SECRET_FILE', 'KAFKA_SASL_PASSWORD_FILE: /p is empty', { retryable: true });
    expect(hopelessSentence(loggedIn, wrapped(cause))).toBe('KAFKA_SASL_PASSWORD_FILE: /p is empty');
  });

  it('what time mends is not hopeless', () => {
    expect(hopelessSentence(loggedIn, error('Connection timeout'))).toBeUndefined();
  });

  it('no secret is in a sentence', () => {
    const cause = error('no', { name: 'KafkaJSSASLAuthenticationError' });
    expect(kafkaFailure(loggedIn, undefined, cause).message).not.toContain('a-password');
  });
});
