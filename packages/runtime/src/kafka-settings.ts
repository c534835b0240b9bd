import { commonEnv, InvalidConfiguration, parseEnv, type z } from './config.ts';
import { kafkaConnectionEnv } from './kafka-env.ts';
import type { Secret } from './secret.ts';
import type { TlsPaths } from './tls-files.ts';

/** How Kafka is reached, beside its brokers, and what its topics are like. */
export interface KafkaSettings {
  /** Name that brokers show. Undefined = the service's. */
  readonly clientId?: string | undefined;
  /** Consumers read from a replica in this rack, where there is one. */
  readonly rack?: string | undefined;
  /** Undefined: connections are not encrypted. */
  readonly tls?: KafkaTls | undefined;
  /** Undefined: no login, or the client certificate is it. */
  readonly sasl?: KafkaSasl | undefined;
  readonly topics?: TopicSettings | undefined;
}

export interface KafkaTls extends TlsPaths {
  /** What the brokers' certificates must be for. Undefined = the host that is connected to. */
  readonly serverName?: string | undefined;
}

export type KafkaSasl =
  | {
      readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
      readonly username: string;
      readonly password: SecretSource;
    }
  | { readonly mechanism: 'oauthbearer'; readonly token: TokenSource };

/** A secret as it was given, or the file that holds it, to be read whenever it is used. */
export type SecretSource = { readonly value: Secret } | { readonly file: string };

export type TokenSource =
  | { readonly file: string }
  | {
      readonly url: string;
      readonly clientId: string;
      readonly clientSecret: SecretSource;
      readonly scope: string | undefined;
    };

/** What is done about topics at the start, and where they differ from the catalogue. */
export interface TopicSettings {
  readonly mode: 'create' | 'verify' | 'ignore';
  /** -1 = the brokers' default. */
  readonly replicationFactor: number;
  /** Undefined = the brokers' default. */
  readonly minInsyncReplicas: number | undefined;
  /** By name, without prefix. */
  readonly partitions: Readonly<Record<string, number>>;
  /** Hours by name, without prefix; -1 = for ever. */
  readonly retentionHours: Readonly<Record<string, number>>;
}

/** What every program reads that talks to Kafka. */
export const kafkaEnv = {
  KAFKA_BROKERS: commonEnv.KAFKA_BROKERS,
  KAFKA_PREFIX: commonEnv.KAFKA_PREFIX,
  ...kafkaConnectionEnv,
};

/** Reads how Kafka is reached and nothing else: for tools. */
export function loadKafkaEnv(env: NodeJS.ProcessEnv): {
  kafkaBrokers: readonly string[];
  kafkaPrefix: string;
  kafka: KafkaSettings;
} {
  const values = parseEnv(kafkaEnv, env);
  return { kafkaBrokers: values.KAFKA_BROKERS, kafkaPrefix: values.KAFKA_PREFIX, kafka: kafkaSettings(values, env) };
}

type Values = z.infer<z.ZodObject<typeof kafkaConnectionEnv>>;

/**
 * The settings that the variables mean.
 * @param env where `NAME_FILE` says which secrets are read anew
 * @throws InvalidConfiguration when variables contradict each other
 */
export function kafkaSettings(values: Values, env: NodeJS.ProcessEnv): KafkaSettings {
  const problems = contradictions(values, env);
  if (problems.length > 0) throw new InvalidConfiguration(problems);
  return {
    clientId: values.KAFKA_CLIENT_ID,
    rack: values.KAFKA_RACK,
    tls: isEncrypted(values)
      ? {
          ca: values.KAFKA_TLS_CA_FILE,
          cert: values.KAFKA_TLS_CERT_FILE,
          key: values.KAFKA_TLS_KEY_FILE,
          serverName: values.KAFKA_TLS_SERVER_NAME,
        }
      : undefined,
    sasl: saslOf(values, env),
    topics: {
      mode: values.TOPICS,
      replicationFactor: values.TOPIC_REPLICATION_FACTOR,
      minInsyncReplicas: values.TOPIC_MIN_INSYNC_REPLICAS,
      partitions: values.TOPIC_PARTITIONS ?? {},
      retentionHours: values.TOPIC_RETENTION_HOURS ?? {},
    },
  };
}

function saslOf(values: Values, env: NodeJS.ProcessEnv): KafkaSasl | undefined {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_OAUTH_TOKEN_FILE: file } = values;
  if (mechanism === undefined) return undefined;
  if (mechanism !== 'oauthbearer') {
    return {
      mechanism,
      username: values.KAFKA_SASL_USERNAME ?? '',
      password: sourceOf('KAFKA_SASL_PASSWORD', values.KAFKA_SASL_PASSWORD, env),
    };
  }
  if (file !== undefined) return { mechanism, token: { file } };
  return {
    mechanism,
    token: {
      url: values.KAFKA_OAUTH_TOKEN_URL ?? '',
      clientId: values.KAFKA_OAUTH_CLIENT_ID ?? '',
      clientSecret: sourceOf('KAFKA_OAUTH_CLIENT_SECRET', values.KAFKA_OAUTH_CLIENT_SECRET, env),
      scope: values.KAFKA_OAUTH_SCOPE,
    },
  };
}

/** A secret that came from a file is read there again whenever it is used: it may have been exchanged. */
function sourceOf(name: string, value: Secret | undefined, env: NodeJS.ProcessEnv): SecretSource {
  const file = env[`${name}_FILE`];
  if (file !== undefined && file !== '') return { file };
  if (value === undefined) throw new InvalidConfiguration([`${name} is not set`]);
  return { value };
}

const isEncrypted = (values: Values): boolean =>
  values.KAFKA_TLS === 'true' || (values.KAFKA_TLS === undefined && namedTlsFiles(values).length > 0);

const namedTlsFiles = (values: Values): string[] =>
  (['KAFKA_TLS_CA_FILE', 'KAFKA_TLS_CERT_FILE', 'KAFKA_TLS_KEY_FILE'] as const).filter(
    (name) => values[name] !== undefined,
  );

const USER = ['KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'] as const;
const CLIENT = ['KAFKA_OAUTH_TOKEN_URL', 'KAFKA_OAUTH_CLIENT_ID', 'KAFKA_OAUTH_CLIENT_SECRET'] as const;
const OAUTH = ['KAFKA_OAUTH_TOKEN_FILE', ...CLIENT, 'KAFKA_OAUTH_SCOPE'] as const;

/** Each names the variable and the way out. */
function contradictions(values: Values, env: NodeJS.ProcessEnv): string[] {
  const problems: string[] = [];
  const isSet = (name: keyof Values): boolean => values[name] !== undefined;
  const without = (names: readonly (keyof Values)[], why: string): void => {
    const set = names.filter(isSet);
    if (set.length > 0) problems.push(`${set.join(', ')}: ${why}`);
  };
  const needed = (names: readonly (keyof Values)[], why: string): void => {
    for (const name of names) if (!isSet(name)) problems.push(`${name} is not set; ${why}`);
  };

  const files = namedTlsFiles(values);
  if (values.KAFKA_TLS === 'false' && files.length > 0)
    problems.push(`KAFKA_TLS: is false, but ${files.join(', ')} is set; leave KAFKA_TLS out, or the files`);
  if (isSet('KAFKA_TLS_CERT_FILE') !== isSet('KAFKA_TLS_KEY_FILE'))
    needed(
      ['KAFKA_TLS_CERT_FILE', 'KAFKA_TLS_KEY_FILE'],
      'KAFKA_TLS_CERT_FILE and KAFKA_TLS_KEY_FILE belong together: set both, or neither',
    );
  if (isSet('KAFKA_TLS_SERVER_NAME') && !isEncrypted(values))
    problems.push('KAFKA_TLS_SERVER_NAME: is for encrypted connections; set KAFKA_TLS=true as well');

  const mechanism = values.KAFKA_SASL_MECHANISM;
  if (mechanism === undefined) {
    without(USER, 'set KAFKA_SASL_MECHANISM as well, which says how to log in with it');
    without(OAUTH, 'set KAFKA_SASL_MECHANISM=oauthbearer as well');
  } else if (mechanism === 'oauthbearer') {
    without(USER, 'is not for oauthbearer; leave it out, or choose another KAFKA_SASL_MECHANISM');
    if (isSet('KAFKA_OAUTH_TOKEN_FILE'))
      without([...CLIENT, 'KAFKA_OAUTH_SCOPE'], 'KAFKA_OAUTH_TOKEN_FILE is set, too; leave one of the two ways out');
    else if (CLIENT.some(isSet)) needed(CLIENT, `client credentials are ${CLIENT.join(', ')} together`);
    else problems.push(`KAFKA_SASL_MECHANISM: oauthbearer needs KAFKA_OAUTH_TOKEN_FILE, or ${CLIENT.join(', ')}`);
  } else {
    without(OAUTH, `is for oauthbearer, and KAFKA_SASL_MECHANISM is ${mechanism}; leave out one of the two`);
    needed(USER, `${mechanism} needs KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD (or KAFKA_SASL_PASSWORD_FILE)`);
  }

  if (env['NODE_ENV'] === 'production' && values.KAFKA_SASL_PLAINTEXT !== 'allow') {
    const wayOut = 'or KAFKA_SASL_PLAINTEXT=allow, where something else encrypts';
    if ((mechanism === 'plain' || mechanism === 'oauthbearer') && !isEncrypted(values))
      problems.push(
        `KAFKA_SASL_MECHANISM: ${mechanism} would send the ${mechanism === 'plain' ? 'password' : 'token'} unencrypted; set KAFKA_TLS=true, choose scram-sha-512, ${wayOut}`,
      );
    if (values.KAFKA_OAUTH_TOKEN_URL?.startsWith('http:') === true)
      problems.push(`KAFKA_OAUTH_TOKEN_URL: the secret would be sent unencrypted; use https, ${wayOut}`);
  }
  return problems;
}
