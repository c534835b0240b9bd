import { commonEnv, parseEnv, type z } from './config.ts';
import { messageOf } from './errors.ts';
import { internalSettings, type InternalSettings } from './internal-settings.ts';
import { kafkaSettings, type KafkaSettings } from './kafka-settings.ts';
import { opening, runUntilSignal, type OnFatal, type Running } from './lifecycle.ts';
import { createLogger, type Logger } from './log.ts';
import { startTelemetry, type Telemetry } from './telemetry.ts';

/** What every service is configured with, beside its own settings. */
export interface CommonConfig extends InternalSettings {
  readonly kafkaBrokers: readonly string[];
  readonly kafkaPrefix: string;
  /** How Kafka is reached, beside its brokers. Absent: as it is, unencrypted and without a login. */
  readonly kafka?: KafkaSettings;
  readonly listenHost: string;
  readonly managementPort: number;
  readonly logLevel: string;
  readonly otlpEndpoint: string | undefined;
  readonly traceRatio: number;
  /** Apps that metrics name. Default: none. */
  readonly metricsApps?: readonly string[];
}

/** What a service is given by the process it runs in. */
export interface ServiceContext {
  readonly log: Logger;
  readonly onFatal: OnFatal;
  /** Absent in tests that do not look at metrics. */
  readonly telemetry?: Telemetry;
}

/** Reads the common settings and a service's own, reporting all problems of both at once. */
export function loadServiceEnv<Shape extends z.ZodRawShape>(shape: Shape, env: NodeJS.ProcessEnv) {
  const values = parseEnv({ ...commonEnv, ...shape }, env) as z.infer<z.ZodObject<typeof commonEnv>> &
    z.infer<z.ZodObject<Shape>>;
  const common: CommonConfig = {
    kafkaBrokers: values.KAFKA_BROKERS,
    kafkaPrefix: values.KAFKA_PREFIX,
    kafka: kafkaSettings(values, env),
    ...internalSettings(values, env['NODE_ENV']),
    listenHost: values.LISTEN_HOST,
    managementPort: values.MANAGEMENT_PORT,
    logLevel: values.LOG_LEVEL,
    otlpEndpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    traceRatio: values.TRACE_RATIO,
    metricsApps: values.METRICS_APPS,
  };
  return { common, values };
}

/**
 * The whole of a `main.ts`: configuration, telemetry, start, signals, orderly end.
 * @param closeTimeoutMs how long an orderly end may take; default 30 s
 */
export async function runService<Config extends { readonly common: CommonConfig }>(
  name: string,
  load: () => Config,
  start: (config: Config, context: ServiceContext) => Promise<Running>,
  { closeTimeoutMs }: { closeTimeoutMs?: (config: Config) => number } = {},
): Promise<void> {
  let config: Config;
  try {
    config = load();
  } catch (error) {
    process.stderr.write(`${name}: ${messageOf(error)}\n`);
    process.exitCode = 1;
    return;
  }
  const { common } = config;
  const log = createLogger(name, common.logLevel);
  await runUntilSignal(
    (onFatal) =>
      opening(async (open) => {
        const telemetry = await open.add(
          startTelemetry({ service: name, otlpEndpoint: common.otlpEndpoint, traceRatio: common.traceRatio }),
          (it) => it.close(),
        );
        await open.add(start(config, { log, onFatal, telemetry }), (it) => it.close());
        return {};
      }),
    log,
    closeTimeoutMs === undefined ? {} : { closeTimeoutMs: closeTimeoutMs(config) },
  );
}
