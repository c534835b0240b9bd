import { silentLogger } from '@bellhop/runtime';
import { callMetrics } from '../../../../packages/grpc/src/metrics.ts';
import { consumerMetrics, producerMetrics } from '../../../../packages/kafka/src/metrics.ts';
import { failureCounter, observePool } from '../../../../packages/postgres/src/pool-metrics.ts';
import { observeReadiness } from '../../../../packages/runtime/src/management.ts';
import { observeProcess } from '../../../../packages/runtime/src/process-metrics.ts';
import { observeExpiry } from '../../../../packages/runtime/src/tls-files.ts';
import { gatewayEvents } from '../../../../services/gateway/src/events.ts';
import { storeEvents } from '../../../../services/message-store/src/events.ts';
import { presenceEvents } from '../../../../services/presence/src/events.ts';
import { historyEvents } from '../../../../services/push-history/src/events.ts';
import { routerEvents } from '../../../../services/push-router/src/events.ts';
import { adapterEvents } from '../../../../services/vendor-adapters/src/events.ts';
import { recorded, type Instrument } from './recording-meter.ts';

/** Instruments and who has them. */
export interface Chapter {
  readonly title: string;
  readonly instruments: readonly Instrument[];
}

/**
 * Every instrument of Bellhop. What makes instruments is called once, with nothing behind it; a test holds the list against the sources,
 * and against a running system.
 */
export function allInstruments(): Chapter[] {
  const log = silentLogger();
  const zero = (): number => 0;
  const chapters: Record<string, () => void> = {
    'Every service': () => {
      observeReadiness({ problems: () => [] }).stop();
      observeProcess().stop();
      callMetrics('server');
      callMetrics('client');
      observeExpiry('KAFKA_TLS', () => ({}));
    },
    'Kafka, in every service': () => {
      consumerMetrics('group', () => true).close();
      producerMetrics(zero).close();
    },
    'Postgres: message-store, push-router, push-history': () => {
      observePool({ totalCount: 0, idleCount: 0, waitingCount: 0 }).stop();
      failureCounter();
    },
    gateway: () => void gatewayEvents(log, { connections: zero, unauthenticated: zero, outstanding: zero }),
    'message-store': () => void storeEvents(log),
    presence: () => void presenceEvents({ sessions: { size: zero }, watches: { size: zero } }),
    'push-router': () => void routerEvents(log),
    'push-history': () => void historyEvents(),
    'vendor-adapters': () => void adapterEvents(log),
  };
  return Object.entries(chapters).map(([title, make]) => ({ title, instruments: distinct(recorded(make)) }));
}

function distinct(instruments: readonly Instrument[]): Instrument[] {
  return [...new Map(instruments.map((one) => [one.name, one])).values()];
}

/** The names of an instrument's series in Prometheus. */
export function seriesOf({ name, kind }: Pick<Instrument, 'name' | 'kind'>): string[] {
  switch (kind) {
    case 'counter':
      return [`${name}_total`];
    case 'histogram':
      return [`${name}_bucket`, `${name}_count`, `${name}_sum`];
    case 'gauge':
      return [name];
  }
}

/** The labels of each series, as they come from the services. */
export function labelsOfSeries(): Map<string, ReadonlySet<string>> {
  const all = allInstruments().flatMap(({ instruments }) => instruments);
  return new Map(
    all.flatMap((one) =>
      seriesOf(one).map((series): [string, ReadonlySet<string>] => [
        series,
        new Set(['service_name', ...one.labels, ...(series.endsWith('_bucket') ? ['le'] : [])]),
      ]),
    ),
  );
}
