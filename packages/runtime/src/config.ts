import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { kafkaConnectionEnv } from './kafka-env.ts';
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

/** Where a service's replicas are: one address, a name of which every address counts, or several addresses. */
const targets = /^(?:[^\s:,/]+:\d+|dns:\/\/\/[^\s:,/]+:\d+|ipv4:[\d.]+:\d+(?:,[\d.]+:\d+)*)$/;

/** The address of a gRPC service; calls are spread over all addresses that it stands for. */
export function serviceAddress(of: string): z.ZodType<string, string> {
  return z
    .string()
    .regex(targets, 'must be host:port, dns:///name:port or ipv4:address:port,address:port')
    .describe(`${of}: host:port, dns:///name:port for all addresses of a name, or ipv4:address:port,address:port.`);
}

/** A secret of at least 16 characters. */
export const secret = z
  .string()
  .min(16, 'must have at least 16 characters')
  .transform((text) => new Secret(text));

/** How our services know each other: of what every service reads. */
export const internalEnv = {
  INTERNAL_AUTH: z
    .enum(['key', 'mtls'])
    .optional()
    .describe(
      'How our services know each other. `mtls`: calls are encrypted, every service shows a certificate for `<service>.bellhop.internal` and may call only what it needs (docs/decisions/0029). `key`: plain text, and INTERNAL_KEY opens everything. Not set = key, which NODE_ENV=production refuses: there it must be said, e.g. because a mesh encrypts and authenticates.',
    ),
  INTERNAL_KEY: secret
    .optional()
    .describe('Shared by our services for calls among themselves; with INTERNAL_AUTH=key.'),
  INTERNAL_TLS_CA_FILE: z
    .string()
    .optional()
    .describe(
      'PEM file of the authority that signs the certificates of our services, and of nobody else. Read anew when it changes, as are the next two.',
    ),
  INTERNAL_TLS_CERT_FILE: z
    .string()
    .optional()
    .describe(
      'PEM file of the certificate of this service, with the DNS name `<service>.bellhop.internal`: gateway, message-store, presence, push-router, push-history, adapter-<vendor>. For servers and clients.',
    ),
  INTERNAL_TLS_KEY_FILE: z.string().optional().describe('PEM file of the key of that certificate.'),
};

/** What every service reads. */
export const commonEnv = {
  ...internalEnv,
  KAFKA_BROKERS: brokerList.describe('Kafka brokers, `host:port,host:port`.'),
  KAFKA_PREFIX: z
    .string()
    .regex(/^[a-z0-9.-]*$/)
    .default('')
    .describe('Put before every topic and group name; empty in production, set by tests that share a broker.'),
  ...kafkaConnectionEnv,
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
  METRICS_APPS: z
    .string()
    .regex(/^[a-z0-9,-]*$/, 'must be app,app')
    .default('')
    .transform((text) => text.split(',').filter((app) => app !== ''))
    .describe('Apps that metrics name, `app,app`; all others count as `other`. Each costs some hundred series.'),
  TRACE_RATIO: z.coerce.number().min(0).max(1).default(1).describe('Share of traces that are kept, 0..1.'),
};

export { z };
