import { metrics, type ObservableCallback } from '@opentelemetry/api';

/** What a consumer group counts. Labels have few values; ids go to logs. */
export interface ConsumerMetrics {
  handled(events: number, tookMs: number): void;
  settled(outcome: string): void;
  retried(code: string): void;
  deadLettered(cause: string): void;
  lag(topic: string, partition: number, records: number): void;
}

export function consumerMetrics(group: string): ConsumerMetrics {
  const meter = metrics.getMeter('bellhop');
  const duration = meter.createHistogram('bellhop_consumer_batch_duration', {
    unit: 'ms',
    description: 'Time one batch took to handle',
  });
  const size = meter.createHistogram('bellhop_consumer_batch_size', { description: 'Events per batch' });
  const settled = meter.createCounter('bellhop_consumer_events', { description: 'Events settled, by outcome' });
  const retried = meter.createCounter('bellhop_consumer_retries', { description: 'Batches handled again, by cause' });
  const dead = meter.createCounter('bellhop_consumer_dead_letters', {
    description: 'Records written to the dead-letter topic, by cause',
  });
  const lag = meter.createGauge('bellhop_consumer_lag', {
    description: 'Records behind the end of the partition at the last fetch',
  });
  return {
    handled: (events, tookMs) => {
      duration.record(tookMs, { group });
      size.record(events, { group });
    },
    settled: (outcome) => settled.add(1, { group, outcome }),
    retried: (code) => retried.add(1, { group, code }),
    deadLettered: (cause) => dead.add(1, { group, cause }),
    lag: (topic, partition, records) => lag.record(records, { group, topic, partition: String(partition) }),
  };
}

/** What a producer counts. */
export interface ProducerMetrics {
  sent(records: number, tookMs: number): void;
  failed(records: number): void;
  close(): void;
}

export function producerMetrics(bufferedBytes: () => number): ProducerMetrics {
  const meter = metrics.getMeter('bellhop');
  const records = meter.createCounter('bellhop_producer_records', {
    description: 'Records given to Kafka, by whether it took them',
  });
  const duration = meter.createHistogram('bellhop_producer_batch_duration', {
    unit: 'ms',
    description: 'Time until all in-sync replicas had a batch',
  });
  const buffered = meter.createObservableGauge('bellhop_producer_buffered', {
    unit: 'By',
    description: "Bytes that wait for Kafka's acknowledgement",
  });
  const observe: ObservableCallback = (observer) => observer.observe(bufferedBytes());
  buffered.addCallback(observe);
  return {
    sent: (count, tookMs) => {
      records.add(count, { outcome: 'sent' });
      duration.record(tookMs);
    },
    failed: (count) => records.add(count, { outcome: 'failed' }),
    close: () => buffered.removeCallback(observe),
  };
}
