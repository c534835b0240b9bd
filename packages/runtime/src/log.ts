import { context, trace } from '@opentelemetry/api';
import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';
import { describeError } from './describe-error.ts';
import { requestIdOf } from './request-id.ts';

/** JSON lines: constant text plus fields. `error` means a person should look; `warn`, that we coped. */
export type Logger = PinoLogger;

const secretFields = [
  'token',
  'tokens',
  'text',
  'title',
  'content',
  'payload',
  'custom',
  'authorization',
  'apiKey',
  'clientTokenSecret',
  'credentialJson',
];

/**
 * The logger of a service. Fields that could hold a secret or somebody's words are cut out wherever they turn up, errors are reduced to
 * what says nothing of the data they met, and a line written for a request or inside a span names those.
 * @param destination where lines go; standard output when not given
 */
export function createLogger(service: string, level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError },
    mixin: originFields,
    redact: { paths: [...secretFields, ...secretFields.map((name) => `*.${name}`)], censor: '[secret]' },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

function originFields(): object {
  const from = context.active();
  const requestId = requestIdOf(from);
  const span = trace.getSpanContext(from);
  return {
    ...(requestId === undefined ? {} : { requestId }),
    ...(span === undefined ? {} : { traceId: span.traceId, spanId: span.spanId }),
  };
}

/** Says nothing; for tests. */
export function silentLogger(): Logger {
  return pino({ level: 'silent' });
}
