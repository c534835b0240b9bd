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
