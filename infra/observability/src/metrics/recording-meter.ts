import { createNoopMeter, metrics, type Meter, type MetricOptions } from '@opentelemetry/api';

export type InstrumentKind = 'counter' | 'histogram' | 'gauge';

/** An instrument as the code defines it. */
export interface Instrument {
  readonly name: string;
  readonly kind: InstrumentKind;
  readonly description: string;
  readonly unit: string;
  readonly labels: readonly string[];
}

/** Calls `make`, which makes instruments, and returns what it made. Nothing of it counts anything. */
export function recorded(make: () => void): Instrument[] {
  const seen: Instrument[] = [];
  const note =
    (kind: InstrumentKind) =>
    (name: string, options: MetricOptions & { labels?: readonly string[] } = {}) =>
      void seen.push({
        name,
        kind,
        description: options.description ?? '',
        unit: options.unit ?? '',
        labels: options.labels ?? [],
      });
  const noop = createNoopMeter();
  const kinds: Readonly<Record<string, (name: string, options?: MetricOptions) => void>> = {
    createCounter: note('counter'),
    createObservableCounter: note('counter'),
    createHistogram: note('histogram'),
    createGauge: note('gauge'),
    createObservableGauge: note('gauge'),
    createUpDownCounter: note('gauge'),
    createObservableUpDownCounter: note('gauge'),
  };
  const meter = new Proxy(noop, {
    get: (target, key: keyof Meter) => {
      const made = target[key].bind(target) as (name: string, options?: MetricOptions) => unknown;
      return (name: string, options?: MetricOptions): unknown => {
        kinds[key]?.(name, options);
        return made(name, options);
      };
    },
  });
  metrics.disable();
  metrics.setGlobalMeterProvider({ getMeter: () => meter });
  try {
    make();
  } finally {
    metrics.disable();
  }
  return seen;
}
