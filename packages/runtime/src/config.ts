import { z } from 'zod';
import { Secret } from './secret.ts';
import { ServiceError } from './errors.ts';

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
 * Reads the environment by a schema of variables and reports all problems at once.
 * Empty variables count as not set.
 */
export function parseEnv<Shape extends z.ZodRawShape>(
  shape: Shape,
  env: NodeJS.ProcessEnv,
): z.infer<z.ZodObject<Shape>> {
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => name in shape && value !== ''));
  const parsed = z.object(shape).safeParse(given);
  if (parsed.success) return parsed.data;
  throw new InvalidConfiguration(
    parsed.error.issues.map(({ path, message }) => {
      const name = path.join('.');
      return given[name] === undefined ? `${name} is not set` : `${name}: ${message}`;
    }),
  );
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
  /** Kafka brokers, `host:port,host:port`. */
  KAFKA_BROKERS: brokerList,
  /** Put before every topic and group name; empty in production, set by tests that share a broker. */
  KAFKA_PREFIX: z
    .string()
    .regex(/^[a-z0-9.-]*$/)
    .default(''),
  /** Shared by our services for calls among themselves. */
  INTERNAL_KEY: secret,
  /** Port of /livez, /readyz and /metrics; 0 = any free port. */
  MANAGEMENT_PORT: integer({ min: 0, max: 65_535 }).default(9090),
  /** Address the servers of this process listen on. */
  LISTEN_HOST: z.string().default('0.0.0.0'),
  /** trace, debug, info, warn, error. */
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Where spans go (OTLP over HTTP), e.g. http://collector:4318. Not set = no spans. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  /** Share of traces that are kept, 0..1. */
  TRACE_RATIO: z.coerce.number().min(0).max(1).default(1),
};

/** What a service with a database reads beside. */
export const databaseEnv = {
  /** postgres://user:password@host:port/database */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
    .transform((text) => new Secret(text)),
  /** Most Postgres connections of this process. */
  DATABASE_POOL_SIZE: integer({ min: 2, max: 100 }).default(6),
};

export { z };
