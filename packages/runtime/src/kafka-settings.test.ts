import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadKafkaEnv } from './kafka-settings.ts';

const brokers = { KAFKA_BROKERS: 'kafka:9093' };
const scram = { KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512', KAFKA_SASL_USERNAME: 'gateway', KAFKA_SASL_PASSWORD: 'secret' };
const settings = (env: NodeJS.ProcessEnv) => loadKafkaEnv({ ...brokers, ...env }).kafka;

describe('settings of the connection to Kafka', () => {
  it('with nothing set connections are plain and missing topics are made', () => {
    expect(settings({})).toEqual({
      clientId: undefined,
      rack: undefined,
      tls: undefined,
      sasl: undefined,
      topics: {
        mode: 'create',
        replicationFactor: -1,
        minInsyncReplicas: undefined,
        partitions: {},
        retentionHours: {},
      },
    });
  });

  it('files of certificates turn TLS on by themselves', () => {
    expect(settings({ KAFKA_TLS_CA_FILE: '/ca.pem' }).tls).toMatchObject({ ca: '/ca.pem' });
    expect(settings({ KAFKA_TLS: 'true' }).tls).toBeDefined();
    expect(settings({ KAFKA_TLS: 'false' }).tls).toBeUndefined();
  });

  it('a mechanism may be written as Kafka writes it', () => {
    expect(settings(scram).sasl).toMatchObject({ mechanism: 'scram-sha-512', username: 'gateway' });
  });

  it('a password from a file is kept as the file, to be read anew', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'kafka-')), 'password');
    writeFileSync(file, 'from the file\n');
    const { KAFKA_SASL_PASSWORD: _, ...rest } = scram;
    expect(settings({ ...rest, KAFKA_SASL_PASSWORD_FILE: file }).sasl).toMatchObject({ password: { file } });
  });

  it('topics may have other partitions and retention', () => {
    expect(
      settings({
        TOPIC_PARTITIONS: 'im.message-accepted.v1=48, push.task.fcm.v1=24',
        TOPIC_RETENTION_HOURS: 'push.outcome.v1=-1',
        TOPIC_REPLICATION_FACTOR: '3',
        TOPIC_MIN_INSYNC_REPLICAS: '2',
        TOPICS: 'verify',
      }).topics,
    ).toEqual({
      mode: 'verify',
      replicationFactor: 3,
      minInsyncReplicas: 2,
      partitions: { 'im.message-accepted.v1': 48, 'push.task.fcm.v1': 24 },
      retentionHours: { 'push.outcome.v1': -1 },
    });
  });

  it.each<[string, NodeJS.ProcessEnv, string]>([
    [
      'a certificate without its key',
      { KAFKA_TLS_CERT_FILE: '/c.pem' },
      'KAFKA_TLS_KEY_FILE is not set; KAFKA_TLS_CERT_FILE and KAFKA_TLS_KEY_FILE belong together: set both, or neither',
    ],
    [
      'files although TLS is off',
      { KAFKA_TLS: 'false', KAFKA_TLS_CA_FILE: '/c.pem' },
      'KAFKA_TLS: is false, but KAFKA_TLS_CA_FILE is set; leave KAFKA_TLS out, or the files',
    ],
    [
      'a server name without TLS',
      { KAFKA_TLS_SERVER_NAME: 'kafka' },
      'KAFKA_TLS_SERVER_NAME: is for encrypted connections; set KAFKA_TLS=true as well',
    ],
    [
      'a mechanism without a user',
      { KAFKA_SASL_MECHANISM: 'scram-sha-256', KAFKA_SASL_PASSWORD: 'x' },
      'KAFKA_SASL_USERNAME is not set; scram-sha-256 needs KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD (or KAFKA_SASL_PASSWORD_FILE)',
    ],
    [
      'a user without a mechanism',
      { KAFKA_SASL_USERNAME: 'gateway' },
      'KAFKA_SASL_USERNAME: set KAFKA_SASL_MECHANISM as well, which says how to log in with it',
    ],
    [
      'oauthbearer without a token',
      { KAFKA_SASL_MECHANISM: 'oauthbearer' },
      'KAFKA_SASL_MECHANISM: oauthbearer needs KAFKA_OAUTH_TOKEN_FILE, or KAFKA_OAUTH_TOKEN_URL, KAFKA_OAUTH_CLIENT_ID, KAFKA_OAUTH_CLIENT_SECRET',
    ],
    [
      'a token file and a token endpoint',
      { KAFKA_SASL_MECHANISM: 'oauthbearer', KAFKA_OAUTH_TOKEN_FILE: '/t', KAFKA_OAUTH_TOKEN_URL: 'https://id' },
      'KAFKA_OAUTH_TOKEN_URL: KAFKA_OAUTH_TOKEN_FILE is set, too; leave one of the two ways out',
    ],
    [
      'a token endpoint without a secret',
      {
        KAFKA_SASL_MECHANISM: 'oauthbearer',
        KAFKA_OAUTH_TOKEN_URL: 'https://id',
        KAFKA_OAUTH_CLIENT_ID: 'bellhop',
      },
      'KAFKA_OAUTH_CLIENT_SECRET is not set; client credentials are KAFKA_OAUTH_TOKEN_URL, KAFKA_OAUTH_CLIENT_ID, KAFKA_OAUTH_CLIENT_SECRET together',
    ],
    [
      'a password in plain text in production',
      { ...scram, KAFKA_SASL_MECHANISM: 'plain', NODE_ENV: 'production' },
      'KAFKA_SASL_MECHANISM: plain would send the password unencrypted; set KAFKA_TLS=true, choose scram-sha-512, or KAFKA_SASL_PLAINTEXT=allow, where something else encrypts',
    ],
    ['a misspelt mechanism', { ...scram, KAFKA_SASL_MECHANISM: 'scram' }, 'KAFKA_SASL_MECHANISM: Invalid option'],
    [
      'partitions that are no number',
      { TOPIC_PARTITIONS: 'push.outcome.v1=many' },
      'TOPIC_PARTITIONS: must be name=number,name=number with numbers from 1 to 10000',
    ],
    [
      'no partitions at all',
      { TOPIC_PARTITIONS: 'push.outcome.v1=0' },
      'TOPIC_PARTITIONS: must be name=number,name=number with numbers from 1 to 10000',
    ],
  ])('%s is refused, naming the setting and the way out', (_, env, sentence) => {
    expect(() => settings(env)).toThrow(sentence);
  });

  it('a password in plain text may be said to be wanted, and is no matter where TLS encrypts it', () => {
    const plain = { ...scram, KAFKA_SASL_MECHANISM: 'plain', NODE_ENV: 'production' };
    expect(settings({ ...plain, KAFKA_SASL_PLAINTEXT: 'allow' }).sasl).toBeDefined();
    expect(settings({ ...plain, KAFKA_TLS: 'true' }).sasl).toBeDefined();
  });
});
