import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { observeProcess } from './process-metrics.ts';

const FLUSH_MS = 3_000;

export interface TelemetryOptions {
  /** Name of the service in spans and metrics. */
  service: string;
  /** OTLP/HTTP base address; undefined = no spans are made at all, which costs nothing. */
  otlpEndpoint?: string | undefined;
  /** Share of traces that are kept, 0..1. */
  traceRatio?: number;
  /** Takes the spans instead of a collector; for tests. */
  spanProcessor?: SpanProcessor;
}

export interface Telemetry {
  /** Answers a Prometheus scrape. */
  serveMetrics(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
}

/**
 * Starts traces and metrics for this process. Called first in `main.ts`, before the service makes its instruments.
 * There is no automatic instrumentation: a message's hops are spans that our Kafka and gRPC packages open, because the
 * batch instrumentation of kafkajs starts a new trace at every hop.
 */
export async function startTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  const resource = resourceFromAttributes({ 'service.name': options.service });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());

  const processor = options.spanProcessor ?? (await otlpProcessor(options.otlpEndpoint));
  const tracers =
    processor === undefined
      ? undefined
      : new TracerProvider({
          resource,
          sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(options.traceRatio ?? 1) }),
          spanProcessors: [processor],
        });
  if (tracers !== undefined) trace.setGlobalTracerProvider(tracers);

  const prometheus = new PrometheusExporter({
    preventServerStart: true,
    // Whatever a scrape calls its targets, every series says whose it is.
    withResourceConstantLabels: /^service\.name$/,
    withoutScopeInfo: true,
  });
  const meters = new MeterProvider({ resource, readers: [prometheus] });
  metrics.setGlobalMeterProvider(meters);
  const process = observeProcess();

  const close = async (): Promise<void> => {
    process.stop();
    if (tracers !== undefined) await flushed(tracers.shutdown());
    await meters.shutdown();
    // Whoever starts it again in this process gets a fresh one.
    for (const api of [trace, metrics, propagation, context]) api.disable();
  };
  let closing: Promise<void> | undefined;
  return {
    serveMetrics: (request, response) => prometheus.getMetricsRequestHandler(request, response),
    close: () => (closing ??= close()),
  };
}

/** A collector that is away loses the last spans; it neither holds up nor spoils an orderly end. */
async function flushed(shutdown: Promise<void>): Promise<void> {
  const { promise: givenUp, resolve: giveUp } = Promise.withResolvers<void>();
  const timer = setTimeout(giveUp, FLUSH_MS);
  await Promise.race([shutdown.catch(() => undefined), givenUp]);
  clearTimeout(timer);
}

async function otlpProcessor(endpoint: string | undefined): Promise<SpanProcessor | undefined> {
  if (endpoint === undefined) return undefined;
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-proto');
  return new BatchSpanProcessor({
    exporter: new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` }),
  });
}
