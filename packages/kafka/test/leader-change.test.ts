import { silentLogger } from '@bellhop/runtime';
import { expect, it, onTestFinished } from 'vitest';
import { createProducer } from '../src/producer.ts';
import { api, int16, int32, list, standInBrokers, text } from './stand-in-brokers.ts';

const NOT_LEADER = 6;

/** Two brokers: partition 0 moves from the first to the second when it is written to. */
async function movingBrokers() {
  const written: { partition: number; value: string }[] = [];
  let leaderOfFirst = 0;

  /** A request has one topic here. */
  const produce = (request: Buffer, broker: number) => {
    let at = 2 + 4 + 4; // acks, timeout, one topic
    at += 2 + request.readInt16BE(at);
    const count = request.readInt32BE(at);
    at += 4;
    const answers: Buffer[] = [];
    for (let index = 0; index < count; index += 1) {
      const partition = request.readInt32BE(at);
      const bytes = request.readInt32BE(at + 4);
      const values = request.toString('latin1', at + 8, at + 8 + bytes).match(/value-\d/g) ?? [];
      at += 8 + bytes;
      const isLeader = broker === 1;
      if (isLeader) written.push(...values.map((value) => ({ partition, value })));
      else leaderOfFirst = 1;
      answers.push(Buffer.concat([int32(partition), int16(isLeader ? 0 : NOT_LEADER), Buffer.alloc(8)]));
    }
    return list([Buffer.concat([text('t'), list(answers)])]);
  };

  const { brokers } = await standInBrokers(2, () => [leaderOfFirst, 1], { [api.produce]: produce });
  return { written, brokers };
}

it('writes a record whose partition moved, before its answer, to a broker that had taken other records of the batch', async () => {
  const { written, brokers } = await movingBrokers();
  const producer = await createProducer({ brokers, clientId: 'test', prefix: '', log: silentLogger() });
  onTestFinished(() => producer.close());
  const keys = Array.from({ length: 8 }, (_, index) => `key-${index}`);
  await producer.publish(
    keys.map((key, index) => ({ topic: 't', key, value: Buffer.from(`value-${index}`), headers: {} })),
  );
  expect(new Set(written.map(({ value }) => value))).toEqual(new Set(keys.map((_, index) => `value-${index}`)));
  expect(new Set(written.map(({ partition }) => partition))).toEqual(new Set([0, 1])); // there was something to lose
});
