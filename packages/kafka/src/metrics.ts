import { boundedLabel, counter, gauge, histogram, observedGauge } from '@bellhop/runtime';

/** What a consumer group counts. Labels have few values; ids go to logs. */
export interface ConsumerMetrics {
  handled(events: number, tookMs: number): void;
  settled(outcome: string): void;
  retried(code: string): void;
  deadLettered(cause: string): void;
  lag(topic: string, partition: number, records: number): void;
  /** The group shared its partitions out, and this member has its own. */
  joined(): void;
  close(): void;
}

/** Names of errors that something else threw. */
const MOST_CODES = 50;

export function consumerMetrics(group: string, isMember: () => boolean): ConsumerMetrics {
  const duration = histogram('bellhop_consumer_batch_duration', {
    unit: 'ms',
    description: 'Time one batch took to handle',
    labels: ['group'],
  });
  const size = histogram('bellhop_consumer_batch_size', {
    unit: '{event}',
    description: 'Events per batch',
    labels: ['group'],
  });
  const settled = counter('bellhop_consumer_events', {
    unit: '{event}',
    description: 'Events settled, by outcome',
    labels: ['group', 'outcome'],
  });
  const retried = counter('bellhop_consumer_retries', {
    unit: '{batch}',
    description: 'Batches handled again, by cause: something that is needed is away',
    labels: ['group', 'code'],
  });
  const dead = counter('bellhop_consumer_dead_letters', {
    unit: '{event}',
    description: 'Records written to the dead-letter topic of the service, by cause: rejected, undecodable, bug',
    labels: ['group', 'cause'],
  });
  const lag = gauge('bellhop_consumer_lag', {
    unit: '{event}',
    description: 'Records behind the end of the partition at the last fetch; says nothing of a consumer that is gone',
    labels: ['group', 'topic', 'partition'],
  });
  const joins = counter('bellhop_consumer_joins', {
    unit: '{join}',
    description: 'How often this member got its partitions: once at its start, then at every rebalance',
    labels: ['group'],
  });
  const member = observedGauge(
    'bellhop_consumer_member',
    { unit: '1', description: '1 while this process is a member of the group, otherwise 0', labels: ['group'] },
    (record) => record(isMember() ? 1 : 0, { group }),
  );
  const bounded = boundedLabel(MOST_CODES);
  // Prometheus sees no increase in what begins with 1: what alerts look at is there from the start.
  for (const cause of ['rejected', 'undecodable', 'bug']) dead.add(0, { group, cause });
  return {
    handled: (events, tookMs) => {
      duration.record(tookMs, { group });
      size.record(events, { group });
    },
    settled: (outcome) => settled.add(1, { group, outcome }),
    retried: (code) => retried.add(1, { group, code: bounded(code) }),
    deadLettered: (cause) => dead.add(1, { group, cause }),
    lag: (topic, partition, records) => lag.record(records, { group, topic, partition: String(partition) }),
    joined: () => joins.add(1, { group }),
    close: () => member.stop(),
  };
}

/** What a producer counts. */
export interface ProducerMetrics {
  sent(records: number, tookMs: number): void;
  failed(records: number): void;
  close(): void;
}

export function producerMetrics(bufferedBytes: () => number): ProducerMetrics {
  const records = counter('bellhop_producer_records', {
    unit: '{record}',
    description: 'Records given to Kafka, by whether it took them: sent, failed',
    labels: ['outcome'],
  });
  records.add(0, { outcome: 'failed' });
  const duration = histogram('bellhop_producer_batch_duration', {
    unit: 'ms',
    description: 'Time until all in-sync replicas had a batch',
  });
  const buffered = observedGauge(
    'bellhop_producer_buffered',
    { unit: 'By', description: "Bytes that wait for Kafka's acknowledgement" },
    (record) => record(bufferedBytes()),
  );
  return {
    sent: (count, tookMs) => {
      records.add(count, { outcome: 'sent' });
      duration.record(tookMs);
    },
    failed: (count) => records.add(count, { outcome: 'failed' }),
    close: () => buffered.stop(),
  };
}
