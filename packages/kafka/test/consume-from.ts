import { deadLetterTopic, gatewayBeat, gatewayBeatTopic } from '@bellhop/contracts';
import { silentLogger } from '@bellhop/runtime';
import { onTestFinished } from 'vitest';
import { createProducer, done, runConsumer, type BatchConsumer, type KafkaConfig } from '../src/index.ts';

/** Runs a consumer of the topic `t` on stand-in brokers until the test is over. */
export async function consumeFrom(
  brokers: KafkaConfig['brokers'],
  {
    partitions,
    handle,
    ...over
  }: {
    readonly partitions: number;
    /** Instead of settling everything at once. */
    readonly handle?: BatchConsumer<unknown>['handle'];
  } & Partial<KafkaConfig>,
) {
  const config: KafkaConfig = { brokers, clientId: 'test', prefix: '', log: silentLogger(), ...over };
  const producer = await createProducer(config);
  onTestFinished(() => producer.close());
  const fatal: unknown[] = [];
  const handled: number[] = [];
  const running = await runConsumer(
    config,
    {
      group: 'group',
      topics: [{ ...gatewayBeatTopic, name: 't', partitions }],
      event: gatewayBeat,
      deadLetterTopic: deadLetterTopic('gateway'),
      handle: (batch) => {
        handled.push(...batch.map(({ value }) => value.connections));
        return handle === undefined ? Promise.resolve(batch.map(() => done)) : handle(batch);
      },
    },
    { producer, onFatal: (error) => void fatal.push(error) },
  );
  onTestFinished(() => running.stop());
  return {
    /** What ended the consumer. */
    fatal,
    /** The records that were handled, in order. */
    handled,
  };
}
