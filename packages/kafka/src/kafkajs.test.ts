import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { kafkaJs } from './kafkajs.ts';

interface Pool {
  brokers: Record<string, object>;
  seedBroker: object | undefined;
  removeBroker(address: { host: string; port: number }): void;
}

it('keeps a broker to begin with when all that it knows are lost, so that a refresh under way and the next loss find one', () => {
  kafkaJs();
  const { prototype } = createRequire(import.meta.url)('kafkajs/src/cluster/brokerPool') as { prototype: object };
  const broker = (nodeId: string) => ({ nodeId, connectionPool: { host: nodeId, port: 9092 } });
  const [first, second] = [broker('a'), broker('b')];
  const pool = Object.create(prototype) as Pool;
  pool.brokers = { a: first };
  pool.seedBroker = first;
  pool.removeBroker({ host: 'a', port: 9092 });
  expect(pool.seedBroker).toBe(first);
  pool.brokers = { b: second }; // a refresh that was under way
  pool.removeBroker({ host: 'b', port: 9092 });
  expect(pool.brokers).toEqual({});
});

it('tries a commit that failed again as the member that made it, not as the one that it became in a rebalance meanwhile', async () => {
  kafkaJs();
  const require = createRequire(import.meta.url);
  const { prototype } = require('kafkajs/src/consumer/runner') as { prototype: object };
  const { prototype: group } = require('kafkajs/src/consumer/consumerGroup') as { prototype: object };
  const committed: string[] = [];
  const member = (name: string, answers: (() => Promise<void>)[]) => ({
    commitOffsets: () => {
      committed.push(name);
      return answers.shift()?.() ?? Promise.resolve();
    },
  });
  const consumerGroup = Object.assign(Object.create(group) as { offsetManager: object }, {
    offsetManager: member('before', [() => Promise.reject(new Error('the connection was lost'))]),
  });
  const runner = Object.assign(Object.create(prototype) as { commitOffsets(offsets: object): Promise<void> }, {
    running: true,
    logger: { debug: () => undefined },
    consumerGroup,
    retrier: async (attempt: (bail: (error: Error) => void) => Promise<void>) => {
      await attempt(() => undefined).catch(() => undefined);
      consumerGroup.offsetManager = member('after', []);
      return attempt(() => undefined);
    },
  });
  await runner.commitOffsets({ topics: [] });
  expect(committed).toEqual(['before', 'before']);
});
