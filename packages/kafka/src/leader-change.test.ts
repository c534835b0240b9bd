import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { silentLogger } from '@bellhop/runtime';
import { expect, it, onTestFinished } from 'vitest';
import { createProducer } from './producer.ts';

const PRODUCE = 0;
const METADATA = 3;
const API_VERSIONS = 18;
const NOT_LEADER = 6;

const int16 = (value: number) => Buffer.from([value >> 8, value & 255]);
const int32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const text = (value: string) => Buffer.concat([int16(value.length), Buffer.from(value)]);
const list = (entries: readonly Buffer[]) => Buffer.concat([int32(entries.length), ...entries]);

/** Two brokers that speak the oldest versions of Kafka's protocol: partition 0 moves from the first to the second when it is written to. */
async function movingBrokers() {
  const written: { partition: number; value: string }[] = [];
  const servers: Server[] = [];
  let leaderOfFirst = 0;

  const metadata = () => {
    const brokers = servers.map((server, id) =>
      Buffer.concat([int32(id), text('127.0.0.1'), int32((server.address() as AddressInfo).port)]),
    );
    const partitions = [leaderOfFirst, 1].map((leader, partition) =>
      Buffer.concat([int16(0), int32(partition), int32(leader), list([int32(leader)]), list([int32(leader)])]),
    );
    return Buffer.concat([list(brokers), list([Buffer.concat([int16(0), text('t'), list(partitions)])])]);
  };

  /** A request has one topic here. */
  const produce = (broker: number, request: Buffer) => {
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

  for (const broker of [0, 1]) {
    const server = createServer((socket) => {
      let received = Buffer.alloc(0);
      socket.on('data', (data) => {
        received = Buffer.concat([received, data]);
        while (received.length >= 4 && received.length >= 4 + received.readInt32BE(0)) {
          const request = received.subarray(4, 4 + received.readInt32BE(0));
          received = received.subarray(4 + received.readInt32BE(0));
          const api = request.readInt16BE(0);
          const body = request.subarray(10 + request.readInt16BE(8));
          const versions = [PRODUCE, METADATA, API_VERSIONS].map((key) =>
            Buffer.concat([int16(key), int16(0), int16(0)]),
          );
          const answer =
            api === PRODUCE
              ? produce(broker, body)
              : api === METADATA
                ? metadata()
                : Buffer.concat([int16(0), list(versions)]);
          socket.write(Buffer.concat([int32(4 + answer.length), request.subarray(4, 8), answer]));
        }
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    servers.push(server);
  }
  const [first] = servers;
  return { written, brokers: [`127.0.0.1:${(first?.address() as AddressInfo).port}`] };
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
