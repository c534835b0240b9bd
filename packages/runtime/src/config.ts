import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Secret } from './secret.ts';
import { messageOf, ServiceError } from './errors.ts';

/** The environment does not fit; the message lists every problem at once. */
export class InvalidConfiguration extends ServiceError {
  override readonly name = 'InvalidConfiguration';

  constructor(problems: readonly string[]) {
    super(
      'INVALID_CONFIGURATION',
      `The configuration does not fit:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
      {
        retryable: false,
      },
    );
  }
}

/**
 * Reads the environment by a schema of variables and reports all problems at once. Empty variables count as not set.
 * Every variable may instead be given as `NAME_FILE`, the path of a file with its value: secrets are mounted so.
 */
export function parseEnv<Shape extends z.ZodRawShape>(
  shape: Shape,
  env: NodeJS.ProcessEnv,
): z.infer<z.ZodObject<Shape>> {
  const given: Record<string, string> = {};
  const unreadable = new Map<string, string>();
  for (const name of Object.keys(shape)) {
    try {
      const value = valueOf(name, env);
      if (value !== undefined) given[name] = value;
    } catch (error) {
      unreadable.set(name, messageOf(error));
    }
  }
  const parsed = z.object(shape).safeParse(given);
  if (parsed.success && unreadable.size === 0) return parsed.data;
  const issues = (parsed.error?.issues ?? []).map(({ path, message }) => ({ name: path.join('.'), message }));
  throw new InvalidConfiguration([
    ...unreadable.values(),
    ...issues
      .filter(({ name }) => !unreadable.has(name))
      .map(({ name, message }) => (given[name] === undefined ? `${name} is not set` : `${name}: ${message}`)),
  ]);
}

/** The value of a variable, or what the file holds that `NAME_FILE` names, without the line break at its end. */
function valueOf(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const value = env[name] === '' ? undefined : env[name];
  const path = env[`${name}_FILE`] ?? '';
  if (path === '') return value;
  if (value !== undefined) throw new Error(`${name} and ${name}_FILE are both set; set one of them`);
  let content: string;
  try {
    content = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    throw new Error(`${name}_FILE: cannot be read: ${messageOf(error)}`, { cause: error });
  }
  if (content === '') throw new Error(`${name}_FILE: ${path} is empty`);
  return content;
}

/** A whole number within bounds, written as text. */
export function integer(bounds: { min: number; max: number }): z.ZodType<number, string> {
  return z
    .string()
    .regex(/^-?\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(bounds.min).max(bounds.max));
}

/** A list of `host:port`, separated by commas. */
export const brokerList = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(z.string().regex(/^[^\s:]+:\d+$/, 'must be host:port,host:port')).min(1));

/** A secret of at least 16 characters. */
export const secret = z
  .string()
  .min(16, 'must have at least 16 characters')
  .transform((text) => new Secret(text));

/** What every service reads. */
export const commonEnv = {
  KAFKA_BROKERS: brokerList.describe('Kafka brokers, `host:port,host:port`.'),
  KAFKA_PREFIX: z
    .string()
    .regex(/^[a-z0-9.-]*$/)
    .default('')
    .describe('Put before every topic and group name; empty in production, set by tests that share a broker.'),
  INTERNAL_KEY: secret.describe('Shared by our services for calls among themselves.'),
  MANAGEMENT_PORT: integer({ min: 0, max: 65_535 })
    .default(9090)
    .describe('Port of /livez, /readyz and /metrics; 0 = any free port.'),
  LISTEN_HOST: z.string().default('0.0.0.0').describe('Address the servers of this process listen on.'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('trace, debug, info, warn, error.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url()
    .optional()
    .describe('Where spans go (OTLP over HTTP), e.g. http://collector:4318. Not set = no spans.'),
  TRACE_RATIO: z.coerce.number().min(0).max(1).default(1).describe('Share of traces that are kept, 0..1.'),
};

/** What a service with a database reads beside. */
export const databaseEnv = {
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
    .transform((text) => new Secret(text))
    .describe('postgres://user:password@host:port/database'),
  DATABASE_POOL_SIZE: integer({ min: 2, max: 100 }).default(6).describe('Most Postgres connections of this process.'),
};

export { z };
