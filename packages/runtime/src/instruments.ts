import { metrics, type MetricOptions, type Observable } from '@opentelemetry/api';

/** What an instrument is. `docs/metrics.md` is made from these, so that nothing is counted that is not described. */
export interface InstrumentDefinition<Label extends string> {
  readonly description: string;
  /** As UCUM writes it: `ms`, `s`, `By`, `1`, `{message}`. */
  readonly unit: string;
  /** Each with few values: never a user, a device, a token; an app only by `appLabel`. Ids go to logs. */
  readonly labels?: readonly Label[];
  /** Upper bounds of a histogram's buckets. */
  readonly buckets?: readonly number[];
}

/** A value for each label of the definition, and none besides. */
export type LabelValues<Label extends string> = [Label] extends [never]
  ? []
  : [values: Readonly<Record<Label, string>>];

/** Milliseconds, from a local answer to half an hour in a queue. */
export const ageBuckets: readonly number[] = [
  25, 50, 100, 250, 500, 1_000, 2_000, 3_000, 5_000, 10_000, 30_000, 60_000, 300_000, 1_800_000,
];

/** Something that only grows. `bellhop_x` is `bellhop_x_total` in Prometheus. */
export function counter<const Label extends string = never>(name: string, definition: InstrumentDefinition<Label>) {
  const made = meter().createCounter(name, optionsOf(definition));
  return { add: (value: number, ...[labels]: LabelValues<Label>) => made.add(value, labels) };
}

/** How values are spread. */
export function histogram<const Label extends string = never>(name: string, definition: InstrumentDefinition<Label>) {
  const made = meter().createHistogram(name, optionsOf(definition));
  return { record: (value: number, ...[labels]: LabelValues<Label>) => made.record(value, labels) };
}

/** A value that is set when it changes. */
export function gauge<const Label extends string = never>(name: string, definition: InstrumentDefinition<Label>) {
  const made = meter().createGauge(name, optionsOf(definition));
  return { record: (value: number, ...[labels]: LabelValues<Label>) => made.record(value, labels) };
}

/** Tells the values of an instrument that is read at each scrape. */
export type Observe<Label extends string> = (record: (value: number, ...labels: LabelValues<Label>) => void) => void;

/** A value that is read at each scrape, until it is stopped. */
export function observedGauge<const Label extends string = never>(
  name: string,
  definition: InstrumentDefinition<Label>,
  observe: Observe<Label>,
): { stop(): void } {
  return observed(meter().createObservableGauge(name, optionsOf(definition)), observe);
}

/** The like of something that only grows. */
export function observedCounter<const Label extends string = never>(
  name: string,
  definition: InstrumentDefinition<Label>,
  observe: Observe<Label>,
): { stop(): void } {
  return observed(meter().createObservableCounter(name, optionsOf(definition)), observe);
}

function observed<Label extends string>(made: Observable, observe: Observe<Label>): { stop(): void } {
  const callback = (result: { observe(value: number, labels?: Readonly<Record<string, string>>): void }): void =>
    observe((value, ...[labels]) => result.observe(value, labels));
  made.addCallback(callback);
  return { stop: () => made.removeCallback(callback) };
}

const meter = () => metrics.getMeter('bellhop');

/** The labels go along: OpenTelemetry passes over them, what makes the table reads them. */
function optionsOf({ description, unit, labels = [], buckets }: InstrumentDefinition<string>): MetricOptions {
  const options = {
    description,
    unit,
    labels,
    ...(buckets === undefined ? {} : { advice: { explicitBucketBoundaries: [...buckets] } }),
  };
  return options;
}

/**
 * Keeps a label that others choose the values of, such as a vendor's codes, to the first so many; what comes later is `other`. A metric
 * with ever new labels would fill the memory of this process and of Prometheus.
 */
export function boundedLabel(mostValues: number): (value: string) => string {
  const known = new Set<string>();
  return (value) => {
    if (known.has(value)) return value;
    if (known.size >= mostValues) return 'other';
    known.add(value);
    return value;
  };
}

/** Names an app in metrics when operators asked for it by METRICS_APPS; all others are `other` together. */
export function appLabel(listed: readonly string[] = []): (app: string) => string {
  const apps = new Set(listed);
  return (app) => (apps.has(app) ? app : 'other');
}
