import { integer, z } from './config.ts';
import { Secret } from './secret.ts';
import type { TlsPaths } from './tls-files.ts';

/** How a service reaches its database. */
export interface DatabaseSettings {
  /** postgres://user:password@host:port/database; may lead to a pooler. */
  readonly url: Secret;
  /** Most connections of this process. */
  readonly poolSize: number;
  /** Straight to Postgres, as the owner of the schema. Default: `url`. */
  readonly migrateUrl?: Secret | undefined;
  /** With any of these the connection is encrypted and the server checked by name. */
  readonly tls?: TlsPaths;
  /** File with the password, read anew for every connection; for URLs without one. */
  readonly passwordFile?: string | undefined;
  /** A statement that takes longer is given up. Default 60,000 ms. */
  readonly statementTimeoutMs?: number;
  /** A statement that waits longer for a lock is given up. Default 10,000 ms. */
  readonly lockTimeoutMs?: number;
  /** Whether statements are kept prepared on their connection. Default: unless a pooler is between. */
  readonly preparedStatements?: 'auto' | 'named' | 'unnamed';
  /** Whether a service brings its schema up to date itself, or waits until somebody does. Default `start`. */
  readonly migrations?: 'start' | 'verify';
  /** Role that services work as, when it is not the owner of the schema: it gets its rights with the migrations. */
  readonly runtimeRole?: string | undefined;
}

const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
  .transform((text) => new Secret(text));
const milliseconds = integer({ min: 100, max: 3_600_000 });

/** What a service with a database reads beside. */
export const databaseEnv = {
  DATABASE_URL: databaseUrl.describe(
    'postgres://user:password@host:port/database; may lead to PgBouncer in transaction mode. `sslmode=verify-full&sslrootcert=PATH` are understood; any `sslmode` but `disable` means verify-full: encrypted, the certificate checked against the authority, and its name against the host.',
  ),
  DATABASE_POOL_SIZE: integer({ min: 2, max: 100 }).default(6).describe('Most Postgres connections of this process.'),
  DATABASE_PASSWORD_FILE: z
    .string()
    .optional()
    .describe(
      'File with the password of the database, read anew for every connection, so it may be exchanged; for URLs without a password.',
    ),
  DATABASE_TLS_CA_FILE: z
    .string()
    .optional()
    .describe(
      'PEM file of the authorities that the certificate of Postgres is checked against; turns TLS on. Read anew when it changes, as are the next two.',
    ),
  DATABASE_TLS_CERT_FILE: z
    .string()
    .optional()
    .describe('PEM file of the certificate that we show to Postgres; turns TLS on.'),
  DATABASE_TLS_KEY_FILE: z.string().optional().describe('PEM file of the key of that certificate.'),
  DATABASE_MIGRATE_URL: databaseUrl
    .optional()
    .describe(
      'Straight to Postgres, no pooler between, as the owner of the schema: for migrations. Not set = DATABASE_URL.',
    ),
  DATABASE_RUNTIME_ROLE: z
    .string()
    .optional()
    .describe(
      'The role of DATABASE_URL, where it is not the owner of the schema: migrations give it the right to read and write rows, and to make and drop the partitions of a day, nothing else.',
    ),
  MIGRATIONS: z
    .enum(['start', 'verify'])
    .default('start')
    .describe(
      '`start`: a service brings its schema up to date when it starts. `verify`: it waits until `bellhop migrate` has done that, says so in /readyz, and goes on by itself.',
    ),
  DATABASE_STATEMENT_TIMEOUT_MS: milliseconds
    .default(60_000)
    .describe(
      'A statement that takes longer is given up and tried again, ms. Behind a pooler only our end gives up; set `statement_timeout` of the role there, too.',
    ),
  DATABASE_LOCK_TIMEOUT_MS: milliseconds
    .default(10_000)
    .describe('The same for the wait for a lock, ms. Where somebody waits for the answer the bound is shorter.'),
  DATABASE_PREPARED_STATEMENTS: z
    .enum(['auto', 'named', 'unnamed'])
    .default('auto')
    .describe(
      '`named`: statements are parsed once per connection. PgBouncer in transaction mode can do that from 1.21 on, with max_prepared_statements. `auto`: named, unless a pooler is between us and Postgres.',
    ),
};

/** The settings that the variables of `databaseEnv` mean. */
export function databaseSettings(values: z.infer<z.ZodObject<typeof databaseEnv>>): DatabaseSettings {
  return {
    url: values.DATABASE_URL,
    poolSize: values.DATABASE_POOL_SIZE,
    migrateUrl: values.DATABASE_MIGRATE_URL,
    tls: {
      ca: values.DATABASE_TLS_CA_FILE,
      cert: values.DATABASE_TLS_CERT_FILE,
      key: values.DATABASE_TLS_KEY_FILE,
    },
    passwordFile: values.DATABASE_PASSWORD_FILE,
    statementTimeoutMs: values.DATABASE_STATEMENT_TIMEOUT_MS,
    lockTimeoutMs: values.DATABASE_LOCK_TIMEOUT_MS,
    preparedStatements: values.DATABASE_PREPARED_STATEMENTS,
    migrations: values.MIGRATIONS,
    runtimeRole: values.DATABASE_RUNTIME_ROLE,
  };
}
