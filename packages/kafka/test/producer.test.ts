import { randomUUID } from 'node:crypto';
import type { Topic } from '@bellhop/contracts';
import { createProducer, ensureTopics, readRecords, type KafkaConfig, type Producer } from '../src/index.ts';
import { silentLogger } from '@bellhop/runtime';
import { testServers } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const topic: Topic = { name: 'waiting.v1', partitions: 1, cleanup: 'delete', retentionMs: 60_000 };
let config: KafkaConfig;
let producer: Producer;

beforeAll(async () => {
  config = {
    brokers: testServers().kafkaBrokers,
    clientId: 'test',
    prefix: `t${randomUUID().slice(0, 8)}.`,
    log: silentLogger(),
  };
  await ensureTopics(config, [topic]);
  producer = await createProducer(config);
});

afterAll(() => producer.close());

describe('producer', () => {
  it('writes what is more than a broker takes at once, as pushes of one message to many may be, and in its order', async () => {
    const large: Topic = { ...topic, name: 'large.v1' };
    await ensureTopics(config, [large]);
    const all = Array.from({ length: 1_500 }, (_, index) => ({
      topic: large.name,
      key: 'one conversation',
      value: Buffer.from(String(index).padEnd(2_000)),
      headers: {},
    }));
    await producer.publish(all);
    const written: number[] = [];
    await readRecords(config, [large], ({ value }) => void written.push(Number(String(value))));
    expect(written).toEqual(all.map((_, index) => index));
  });

  it('takes the largest record that a broker takes, and refuses for good what is larger', async () => {
    const record = (bytes: number) => ({ topic: topic.name, key: '', value: Buffer.alloc(bytes), headers: {} }); // 200 are counted for what surrounds it
    await producer.publish([record(1_039_800)]);
    await expect(producer.publish([record(1_039_801)])).rejects.toMatchObject({
      code: 'RECORD_TOO_LARGE',
      retryable: false,
    });
  });

  it('takes a call of any size, and refuses what others bring while too much is waiting', async () => {
    const small = await createProducer(config, { maxBufferedBytes: 1_000_000 });
    const publish = (records: number) =>
      small.publish(
        Array.from({ length: records }, () => ({
          topic: topic.name,
          key: '',
          value: Buffer.alloc(10_000),
          headers: {},
        })),
      );
    const large = publish(500);
    await expect(publish(50)).rejects.toMatchObject({ code: 'RESOURCE_EXHAUSTED' });
    await large;
    expect(small.bufferedBytes()).toBe(0);
    await publish(50);
    await small.close();
  });

  it('says how long what is published now is likely to wait: by records, and by bytes when these fill the batches', async () => {
    const publish = (records: number, bytes: number) =>
      producer.publish(
        Array.from({ length: records }, () => ({
          topic: topic.name,
          key: '',
          value: Buffer.alloc(bytes),
          headers: {},
        })),
      );
    expect(producer.expectedWaitMs()).toBe(0);
    const small = Array.from({ length: 10 }, () => publish(500, 1));
    const ofSmall = producer.expectedWaitMs(); // nothing goes out before this turn of the event loop ends
    expect(ofSmall).toBeGreaterThan(0);
    const large = Array.from({ length: 10 }, () => publish(5, 100_000));
    const ofBoth = producer.expectedWaitMs();
    expect(ofBoth / ofSmall).toBeCloseTo((5_000 * 201 + 50 * 100_200) / (768 * 1024) / 5, 1);
    await Promise.all([...small, ...large]);
    expect(producer.expectedWaitMs()).toBe(0);
  });
});
