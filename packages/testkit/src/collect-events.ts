import { randomUUID } from 'node:crypto';
import { deadLetterTopic, type EventContract, type Topic } from '@bellhop/contracts';
import { createProducer, done, runConsumer, type KafkaConfig } from '@bellhop/kafka';
import type { OnFatal } from '@bellhop/runtime';

export interface CollectedEvents<Event> {
  /** What has come so far; grows. */
  readonly events: readonly Event[];
  stop(): Promise<void>;
}

/** Reads topics from their beginning, to see what a service writes. A record that cannot be read is fatal. */
export async function collectEvents<Event>(
  kafka: KafkaConfig,
  { topics, event, onFatal }: { topics: readonly Topic[]; event: EventContract<never, Event>; onFatal: OnFatal },
): Promise<CollectedEvents<Event>> {
  const events: Event[] = [];
  const seen = new Set<string>();
  const producer = await createProducer(kafka);
  const decode = (bytes: Uint8Array): Event => {
    try {
      return event.decode(bytes);
    } catch (error) {
      onFatal(error);
      throw error;
    }
  };
  const consumer = await runConsumer(
    kafka,
    {
      group: `collector.${randomUUID()}`,
      topics,
      event: { ...event, decode },
      deadLetterTopic: deadLetterTopic('gateway'),
      handle: (batch) => {
        // A consumer may get a record again, after a rebalance; what was written once is shown once.
        for (const { topic, partition, offset, value } of batch) {
          const place = `${topic}/${partition}/${offset}`;
          if (!seen.has(place)) events.push(value);
          seen.add(place);
        }
        return Promise.resolve(batch.map(() => done));
      },
    },
    { producer, onFatal },
  );
  return {
    events,
    stop: async () => {
      await consumer.stop();
      await producer.close();
    },
  };
}
