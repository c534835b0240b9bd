import { z } from 'zod';
import { Secret } from './secret.ts';

const path = z.string().optional();
const secretText = z
  .string()
  .transform((text) => new Secret(text))
  .optional();

/** `name=number,name=number`. */
function numbersByName(bounds: { min: number; max: number; or?: number }) {
  const what = `must be name=number,name=number with numbers from ${bounds.min} to ${bounds.max}`;
  return z
    .string()
    .regex(/^[^=,\s]+=-?\d+(\s*,\s*[^=,\s]+=-?\d+)*$/, what)
    .transform((text) => Object.fromEntries(text.split(',').map((entry) => pairOf(entry.trim()))))
    .refine(
      (numbers) => Object.values(numbers).every((it) => (it >= bounds.min && it <= bounds.max) || it === bounds.or),
      what,
    )
    .optional();
}

function pairOf(entry: string): [string, number] {
  const [name = '', number] = entry.split('=');
  return [name, Number(number)];
}

/** How Kafka is reached, beside its brokers, and what its topics are like. Every service reads it. */
export const kafkaConnectionEnv = {
  KAFKA_CLIENT_ID: z
    .string()
    .optional()
    .describe("Name that brokers show for this client, e.g. in their quotas. Not set = the service's name."),
  KAFKA_RACK: z
    .string()
    .optional()
    .describe(
      'Rack (zone) of this process: consumers read from a replica in the same rack, where the brokers have `replica.selector.class` set so.',
    ),
  KAFKA_TLS: z
    .enum(['true', 'false'])
    .optional()
    .describe(
      'Whether connections to Kafka are encrypted, and the brokers checked by name. Not set = `true` when one of the three files is named, else `false`.',
    ),
  KAFKA_TLS_CA_FILE: path.describe(
    'PEM file of the authorities that the certificates of the brokers are checked against. Not set = those of the system. This file and the next two are read anew for new connections, so they may be exchanged while we run.',
  ),
  KAFKA_TLS_CERT_FILE: path.describe('PEM file of the certificate that we show to the brokers.'),
  KAFKA_TLS_KEY_FILE: path.describe('PEM file of the key of that certificate.'),
  KAFKA_TLS_SERVER_NAME: z
    .string()
    .optional()
    .describe('Name that the certificates of the brokers must be for. Not set = the host that is connected to.'),
  KAFKA_SASL_MECHANISM: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['plain', 'scram-sha-256', 'scram-sha-512', 'oauthbearer']))
    .optional()
    .describe('How we log in at Kafka. Not set = no login, or the client certificate is it.'),
  KAFKA_SASL_USERNAME: z.string().optional().describe('User of `plain` and `scram-…`.'),
  KAFKA_SASL_PASSWORD: secretText.describe(
    'Their password. The file of KAFKA_SASL_PASSWORD_FILE is read anew for every login, so it may be exchanged while we run.',
  ),
  KAFKA_SASL_PLAINTEXT: z
    .enum(['refuse', 'allow'])
    .default('refuse')
    .describe(
      '`allow`: passwords and tokens may cross the network without encryption, also when NODE_ENV=production (where something else encrypts, e.g. a mesh).',
    ),
  KAFKA_OAUTH_TOKEN_FILE: path.describe(
    'File with the token of `oauthbearer`, read anew for every login, e.g. a projected service-account token.',
  ),
  KAFKA_OAUTH_TOKEN_URL: z
    .url()
    .optional()
    .describe(
      'Instead of a file: the token endpoint that gives tokens for client credentials. A token is used until shortly before it expires.',
    ),
  KAFKA_OAUTH_CLIENT_ID: z.string().optional().describe('Client of KAFKA_OAUTH_TOKEN_URL.'),
  KAFKA_OAUTH_CLIENT_SECRET: secretText.describe(
    'Its secret. The file of KAFKA_OAUTH_CLIENT_SECRET_FILE is read anew for every token.',
  ),
  KAFKA_OAUTH_SCOPE: z.string().optional().describe('Scope that is asked for, where the token endpoint wants one.'),
  TOPICS: z
    .enum(['create', 'verify', 'ignore'])
    .default('create')
    .describe(
      '`create`: a service makes those of its topics that are missing and warns of what differs in the others. `verify`: it does not start when a topic is missing or differs, and says how to mend it. `ignore`: it does not look.',
    ),
  TOPIC_REPLICATION_FACTOR: z
    .string()
    .regex(/^(-1|[1-9]\d?)$/, 'must be -1, or a number from 1 to 99')
    .transform(Number)
    .default(-1)
    .describe("Replicas of each partition of a topic that is made; `verify` looks for it. -1 = the brokers' default."),
  TOPIC_MIN_INSYNC_REPLICAS: z
    .string()
    .regex(/^[1-9]\d?$/, 'must be a number from 1 to 99')
    .transform(Number)
    .optional()
    .describe(
      "How many replicas must have a record before it counts as written (`min.insync.replicas`); `verify` looks for it. Not set = the brokers' default.",
    ),
  TOPIC_PARTITIONS: numbersByName({ min: 1, max: 10_000 }).describe(
    'Partitions of topics other than the standard, `name=count,name=count`, names without KAFKA_PREFIX. A topic that has more keeps them: Kafka cannot take partitions away. One that has fewer differs; nothing adds partitions by itself, because keys then move.',
  ),
  TOPIC_RETENTION_HOURS: numbersByName({ min: 1, max: 876_000, or: -1 }).describe(
    'How long records of topics stay, other than the standard, `name=hours,name=hours`; -1 = for ever. A topic that keeps them longer is left alone.',
  ),
};
