import { commonEnv, parseEnv, type z } from './config.ts';
import { messageOf } from './errors.ts';
import { opening, runUntilSignal, type OnFatal, type Running } from './lifecycle.ts';
import { createLogger, type Logger } from './log.ts';
import type { Secret } from './secret.ts';
import { startTelemetry, type Telemetry } from './telemetry.ts';

/** What every service is configured with, beside its own settings. */
export interface CommonConfig {
  readonly kafkaBrokers: readonly string[];
  readonly kafkaPrefix: string;
  readonly internalKey: Secret;
  readonly listenHost: string;
  readonly managementPort: number;
  readonly logLevel: string;
  readonly otlpEndpoint: string | undefined;
  readonly traceRatio: number;
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
    internalKey: values.INTERNAL_KEY,
    listenHost: values.LISTEN_HOST,
    managementPort: values.MANAGEMENT_PORT,
    logLevel: values.LOG_LEVEL,
    otlpEndpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    traceRatio: values.TRACE_RATIO,
  };
  return { common, values };
}

/** The whole of a `main.ts`: configuration, telemetry, start, signals, orderly end. */
export async function runService<Config extends { readonly common: CommonConfig }>(
  name: string,
  load: () => Config,
  start: (config: Config, context: ServiceContext) => Promise<Running>,
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
  );
}
