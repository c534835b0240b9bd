import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { opening } from '@bellhop/runtime';
import kafkajs from 'kafkajs';
import pg from 'pg';
import { Pool as HttpPool } from 'undici';
import { percentile } from '../statistics.ts';
import type { Yardstick } from './yardstick.ts';

const WARM_UP_MS = 2_000;
const ALONE_MS = 3_000;
const TOGETHER_MS = 4_000;
const UNDER_WAY = 32;

/**
 * A round: a record is written to Kafka (acks from all), read by a consumer, a row is inserted and committed, and an HTTP request answered.
 * With kafkajs, pg and undici as they come, on the servers that are measured.
 */
export async function measureRounds(servers: {
  readonly kafkaBrokers: readonly string[];
  readonly databaseUrl: string;
}): Promise<Yardstick> {
  const opened = await opening(async (open) => {
    const topic = `yardstick-${randomUUID()}`;
    const kafka = new kafkajs.Kafka({
      brokers: [...servers.kafkaBrokers],
      clientId: 'yardstick',
      logLevel: kafkajs.logLevel.NOTHING,
    });
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: 6 }], waitForLeaders: true });
    await open.add(admin, async (it) => {
      await it.deleteTopics({ topics: [topic] });
      await it.disconnect();
    });
    const producer = kafka.producer({
      allowAutoTopicCreation: false,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    await open.add(producer, (it) => it.disconnect());

    const waiting = new Map<string, () => void>();
    const consumer = kafka.consumer({ groupId: topic, maxWaitTimeInMs: 250, allowAutoTopicCreation: false });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      partitionsConsumedConcurrently: 6,
      eachMessage: ({ message }) => {
        waiting.get(message.key?.toString() ?? '')?.();
        return Promise.resolve();
      },
    });
    await open.add(consumer, (it) => it.disconnect());

    const db = new pg.Pool({ connectionString: servers.databaseUrl, max: 4 });
    await db.query('create table if not exists public.bellhop_yardstick (id text primary key, body text not null)');
    await open.add(db, async (it) => {
      await it.query('drop table public.bellhop_yardstick');
      await it.end();
    });

    const http = createServer((request, response) => {
      request.resume().on('end', () => response.end('{"code":0}'));
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    await open.add(http, (it) => it.close());
    const client = new HttpPool(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, { connections: 8 });
    await open.add(client, (it) => it.close());

    const body = JSON.stringify({ title: 'Yardstick', content: 'a message of usual length', payload: 'x'.repeat(200) });
    const round = async (): Promise<void> => {
      const id = randomUUID();
      const read = new Promise<void>((resolve) => waiting.set(id, resolve));
      await producer.send({ topic, acks: -1, messages: [{ key: id, value: body }] });
      await read;
      waiting.delete(id);
      await db.query({
        name: 'insert',
        text: 'insert into public.bellhop_yardstick values ($1, $2)',
        values: [id, body],
      });
      const answer = await client.request({ method: 'POST', path: '/', body });
      await answer.body.dump();
    };
    return { round };
  });
  try {
    await roundsFor(WARM_UP_MS, UNDER_WAY, opened.round);
    const alone = await roundsFor(ALONE_MS, 1, opened.round);
    const together = await roundsFor(TOGETHER_MS, UNDER_WAY, opened.round);
    return { roundMs: percentile(alone, 0.5), roundsPerSecond: together.length / (TOGETHER_MS / 1_000) };
  } finally {
    await opened.close();
  }
}

/** How long each round took. */
async function roundsFor(forMs: number, underWay: number, round: () => Promise<void>): Promise<number[]> {
  const took: number[] = [];
  const end = performance.now() + forMs;
  await Promise.all(
    Array.from({ length: underWay }, async () => {
      for (let begun = performance.now(); begun < end; begun = performance.now()) {
        await round();
        took.push(performance.now() - begun);
      }
    }),
  );
  return took;
}
