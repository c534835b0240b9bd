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

it('commits as the member that began it, also where the coordinator has moved and a rebalance came meanwhile', async () => {
  kafkaJs();
  const { prototype } = createRequire(import.meta.url)('kafkajs/src/consumer/runner') as { prototype: object };
  const committed: string[] = [];
  const member = (name: string) => ({
    coordinator: 'before',
    commitOffsets(this: { coordinator: string }) {
      committed.push(`${name} at the one of ${this.coordinator}`);
      const moved = Object.assign(new Error('the coordinator has moved'), { type: 'NOT_COORDINATOR_FOR_GROUP' });
      return this.coordinator === 'before' ? Promise.reject(moved) : Promise.resolve();
    },
  });
  const consumerGroup = {
    groupId: 'group',
    offsetManager: member('a'),
    cluster: {
      findGroupCoordinator: () => {
        consumerGroup.offsetManager = member('b');
        return Promise.resolve('now');
      },
    },
  };
  const runner = Object.assign(Object.create(prototype) as { commitOffsets(offsets: object): Promise<void> }, {
    running: true,
    consumerGroup,
  });
  await runner.commitOffsets({ topics: [] });
  expect(committed).toEqual(['a at the one of before', 'a at the one of now']);
  await expect(Object.assign(runner, { running: false }).commitOffsets({ topics: [] })).rejects.toThrow('not run');
});
