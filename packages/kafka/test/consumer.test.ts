import { randomUUID } from 'node:crypto';
import {
  deadLetterTopic,
  gatewayBeat,
  gatewayBeatTopic,
  headers,
  retryTiers,
  type GatewayBeat,
  type Topic,
} from '@bellhop/contracts';
import { silentLogger, Unavailable } from '@bellhop/runtime';
import { testServers, until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createProducer,
  done,
  endOffsets,
  ensureTopics,
  eventRecord,
  followTopic,
  Lapsed,
  runConsumer,
  type BatchConsumer,
  type Consumed,
  type KafkaConfig,
  type Outcome,
  type Producer,
  type RunningConsumer,
} from '../src/index.ts';

const log = silentLogger();
const dead = deadLetterTopic('gateway');
let config: KafkaConfig;
let producer: Producer;
const running: RunningConsumer[] = [];
const fatal: unknown[] = [];
const onFatal = (error: unknown): void => void fatal.push(error);

const beat = (connections: number, gatewayAddress = 'gw') =>
  eventRecord(gatewayBeat, { gatewayAddress, gatewayEpoch: 'e', connections });

/** A group of its own on a topic of its own. */
async function consumer(handle: BatchConsumer<GatewayBeat>['handle'], over: Partial<BatchConsumer<GatewayBeat>> = {}) {
  const topic: Topic = over.topics?.[0] ?? { ...gatewayBeatTopic, name: `beats-${randomUUID()}`, partitions: 1 };
  await ensureTopics(config, [topic]);
  const group = over.group ?? randomUUID();
  const start = async () => {
    const started = await runConsumer(
      config,
      { topics: [topic], event: gatewayBeat, deadLetterTopic: dead, ...over, group, handle },
      { producer, onFatal },
    );
    running.push(started);
    return started;
  };
  return {
    topic,
    group,
    start,
    publish: (...records: ReturnType<typeof beat>[]) =>
      producer.publish(records.map((record) => ({ ...record, topic: topic.name }))),
  };
}

/** Dead letters that a group wrote. */
async function deadLetters(group: string): Promise<Record<string, string>[]> {
  const found: Record<string, string>[] = [];
  const reader = await runConsumer(
    config,
    {
      group: randomUUID(),
      topics: [dead],
      event: { type: 'raw', encode: () => Buffer.alloc(0), decode: () => ({}) },
      deadLetterTopic: dead,
      handle: (batch) => {
        for (const { headers: sent } of batch) if (sent[headers.consumerGroup] === group) found.push({ ...sent });
        return Promise.resolve(batch.map(() => done));
      },
    },
    { producer, onFatal },
  );
  await until(() => found.length > 0, { message: 'a dead letter' });
  await reader.stop();
  return found;
}

beforeAll(async () => {
  config = { brokers: testServers().kafkaBrokers, clientId: 'test', prefix: `t${randomUUID().slice(0, 8)}.`, log };
  await ensureTopics(config, [dead]);
  producer = await createProducer(config);
});

afterAll(async () => {
  await Promise.all(running.map((one) => one.stop()));
  await producer.close();
});

describe('consumer', () => {
  it('hands over what was published, in the order of its key, with its headers', async () => {
    const seen: Consumed<GatewayBeat>[] = [];
    const { start, publish } = await consumer((batch) => {
      seen.push(...batch);
      return Promise.resolve(batch.map(() => done));
    });
    await start();
    await publish(...Array.from({ length: 500 }, (_, index) => beat(index)));
    await until(() => seen.length === 500);
    expect(seen.map(({ value }) => value.connections)).toEqual(Array.from({ length: 500 }, (_, index) => index));
    expect(seen[0]?.headers).toMatchObject({
      [headers.eventType]: 'bellhop.event.v1.GatewayBeat',
      [headers.contentType]: 'application/protobuf',
    });
  });

  it('finds the one of 500 that cannot be handled in a few tries, and does not keep the others waiting', async () => {
    const seen = new Set<number>();
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    let tries = 0;
    let handled = 0;
    const { start, publish, group } = await consumer(
      async (batch) => {
        await gate;
        tries += 1;
        handled += batch.length;
        if (batch.some(({ value }) => value.connections === 333)) throw new TypeError('poison');
        for (const { value } of batch) seen.add(value.connections);
        return batch.map(() => done);
      },
      { maxBatch: 500, concurrency: 1 },
    );
    await publish(...Array.from({ length: 500 }, (_, index) => beat(index)));
    await start();
    open();
    await until(() => seen.size === 499);
    expect(seen.has(333)).toBe(false);
    const [letter, ...others] = await deadLetters(group);
    expect(letter).toMatchObject({ [headers.errorClass]: 'bug', [headers.errorCode]: 'TypeError' });
    expect(others).toEqual([]);
    expect(tries).toBeLessThan(40); // twice the logarithm for each batch that it took
    expect(handled).toBeLessThan(2_000);
  });

  it('gathers between two fetches for as long as it is told to', async () => {
    const seen: number[] = [];
    let batches = 0;
    const { start, publish } = await consumer(
      (batch) => {
        batches += 1;
        seen.push(...batch.map(({ value }) => value.connections));
        return Promise.resolve(batch.map(() => done));
      },
      { fetchSpacingMs: 300 },
    );
    await start();
    const from = performance.now();
    for (let index = 0; index < 60; index += 1) {
      await publish(beat(index));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await until(() => seen.length === 60);
    expect(seen).toEqual(Array.from({ length: 60 }, (_, index) => index));
    expect(batches).toBeLessThanOrEqual((performance.now() - from) / 300 + 2);
  });

  it('dead-letters what it cannot read and goes on', async () => {
    const seen: number[] = [];
    const { start, publish, group, topic } = await consumer((batch) => {
      seen.push(...batch.map(({ value }) => value.connections));
      return Promise.resolve(batch.map(() => done));
    });
    await start();
    await publish({ ...beat(1), value: Buffer.from([0xff, 0xff, 0xff]) }, beat(2));
    await until(() => seen.includes(2));
    const [letter] = await deadLetters(group);
    expect(letter).toMatchObject({
      [headers.errorClass]: 'undecodable',
      [headers.originalTopic]: topic.name,
      [headers.originalOffset]: '0',
    });
  });

  it('dead-letters the event whose handling throws a TypeError, handles the others and lives', async () => {
    const seen: number[] = [];
    const { start, publish, group } = await consumer((batch) => {
      for (const { value } of batch) if (value.connections === 13) (undefined as unknown as { call(): void }).call();
      seen.push(...batch.map(({ value }) => value.connections));
      return Promise.resolve(batch.map(() => done));
    });
    const one = await start();
    await publish(beat(12), beat(13), beat(14));
    await until(() => seen.includes(14));
    await publish(beat(15));
    await until(() => seen.includes(15));
    expect(seen).toEqual([12, 14, 15]);
    expect((await deadLetters(group))[0]).toMatchObject({
      [headers.errorClass]: 'bug',
      [headers.errorCode]: 'TypeError',
    });
    expect(one.liveness()).toBeUndefined();
    expect(fatal).toEqual([]);
  });

  it('handles a batch again as long as something it needs is away', async () => {
    let attempts = 0;
    const { start, publish } = await consumer((batch) => {
      attempts += 1;
      if (attempts < 3) return Promise.reject(new Unavailable('away'));
      return Promise.resolve(batch.map(() => done));
    });
    await start();
    await publish(beat(1));
    await until(() => attempts === 3);
  });

  it('handles an event again that was to settle later when something it needs is away by then, less often the longer that lasts', async () => {
    const seen: { readonly n: number; readonly atMs: number }[] = [];
    const settled: number[] = [];
    const of = (n: number) => seen.filter((one) => one.n === n);
    const { start, publish } = await consumer((batch) => {
      seen.push(...batch.map(({ value }) => ({ n: value.connections, atMs: performance.now() })));
      return Promise.resolve(
        batch.map(async ({ value }): Promise<Outcome> => {
          await Promise.resolve();
          if (value.connections === 1 && of(1).length < 4) throw new Unavailable('away');
          settled.push(value.connections);
          return done;
        }),
      );
    });
    await start();
    await publish(beat(1), beat(2));
    await until(() => settled.length === 2);
    expect(settled).toEqual([2, 1]);
    expect(of(2)).toHaveLength(1);
    const pauses = of(1).map(({ atMs }, index, all) => atMs - (all[index - 1]?.atMs ?? atMs));
    [200, 400, 800].forEach((atLeast, index) => expect(pauses[index + 1]).toBeGreaterThanOrEqual(atLeast - 1));
  });

  it('waits for what never ends no longer than it is told to when it stops', async () => {
    let begun = 0;
    const never = new Promise<Outcome>(() => undefined);
    const { start, publish } = await consumer(
      (batch) => {
        begun += batch.length;
        return Promise.resolve(batch.map(() => never));
      },
      { drainMs: 1 },
    );
    const started = await start();
    await publish(beat(1));
    await until(() => begun === 1);
    const stopping = performance.now();
    await started.stop();
    expect(performance.now() - stopping).toBeLessThan(9_000); // by default it waits for 10 s
  });

  it('replays after a restart what was not settled, and nothing else', async () => {
    const first: number[] = [];
    const second: number[] = [];
    const one = await consumer((batch) => {
      first.push(...batch.map(({ value }) => value.connections));
      const away = Promise.reject<Outcome>(new Unavailable('away'));
      away.catch(() => undefined);
      return Promise.resolve(batch.map(({ value }) => (value.connections === 2 ? away : done)));
    });
    const before = await one.start();
    await one.publish(beat(1), beat(2), beat(3));
    await until(() => first.length >= 3);
    await before.stop(); // event 2 is still tried again and again
    const two = await consumer(
      (batch) => {
        second.push(...batch.map(({ value }) => value.connections));
        return Promise.resolve(batch.map(() => done));
      },
      { group: one.group, topics: [one.topic] },
    );
    await two.start();
    await two.publish(beat(4));
    await until(() => second.includes(4));
    expect(second).toEqual([2, 4]);
  });

  describe('shares its partitions with another replica', () => {
    /** Two replicas of a group; an event takes as long as it is told to. */
    async function replicas(takesMs: number) {
      const handled: { replica: string; connections: number }[] = [];
      const begun: number[] = [];
      const replica = (name: string, of?: { group: string; topic: Topic }) =>
        consumer(
          (batch) =>
            Promise.resolve(
              batch.map(async (event): Promise<Outcome> => {
                begun.push(event.value.connections);
                await new Promise((resolve) => setTimeout(resolve, takesMs));
                if (!event.isOurs()) throw new Lapsed();
                handled.push({ replica: name, connections: event.value.connections });
                return done;
              }),
            ),
          of === undefined
            ? { topics: [{ ...gatewayBeatTopic, name: `beats-${randomUUID()}`, partitions: 4 }], maxBatch: 5 }
            : { group: of.group, topics: [of.topic], maxBatch: 5 },
        );
      const first = await replica('first');
      const second = await replica('second', first);
      const publish = (from: number, count: number) =>
        producer.publish(
          Array.from({ length: count }, (_, index) => ({
            ...beat(from + index),
            topic: first.topic.name,
            key: `gateway-${from + index}`,
          })),
        );
      const once = (count: number) => {
        const all = Array.from({ length: count }, (_, index) => index);
        expect(handled.map(({ connections }) => connections).sort((a, b) => a - b)).toEqual(all);
        expect(begun.sort((a, b) => a - b)).toEqual(all);
      };
      return { first, second, publish, handled, once };
    }

    it('a replica that comes, and one that leaves, make nothing be begun twice', async () => {
      const { first, second, publish, handled, once } = await replicas(400);
      const one = await first.start();
      await publish(0, 40);
      await until(() => handled.length > 0);
      const two = await second.start(); // the first one has work under way
      await publish(40, 40);
      await until(() => two.readiness() === undefined && handled.some(({ replica }) => replica === 'second'));
      await publish(80, 40);
      await one.stop(); // in the middle of it
      await until(() => handled.length >= 120, { timeoutMs: 20_000 });
      once(120);
    });
  });

  it('gives a record of a retry topic only when it is due', async () => {
    let at = 0;
    const { start, publish } = await consumer((batch) => {
      at = Date.now();
      return Promise.resolve(batch.map(() => done));
    });
    await start();
    const due = Date.now() + 1_000;
    const record = beat(1);
    await publish({ ...record, headers: { ...record.headers, [headers.dueAt]: String(due) } });
    await until(() => at > 0);
    expect(at).toBeGreaterThanOrEqual(due);
    expect(retryTiers).toHaveLength(4);
  });

  it('holds no more than it may and still gets through everything', async () => {
    let seen = 0;
    let open = 0;
    let most = 0;
    const { start, publish } = await consumer(
      (batch) => {
        open += batch.length;
        most = Math.max(most, open);
        return Promise.resolve(
          batch.map(async () => {
            await new Promise((resolve) => setImmediate(resolve));
            open -= 1;
            seen += 1;
            return done;
          }),
        );
      },
      { maxUnderWay: 100, maxBatch: 50 },
    );
    await publish(...Array.from({ length: 3_000 }, (_, index) => beat(index)));
    await start();
    await until(() => seen === 3_000, { timeoutMs: 20_000 });
    expect(fatal).toEqual([]);
  });
});

describe('follower', () => {
  it('is loaded when everything that lay there at the start was applied', async () => {
    const topic: Topic = { ...gatewayBeatTopic, name: `followed-${randomUUID()}` };
    await ensureTopics(config, [topic]);
    await producer.publish([beat(1), beat(2), beat(3)].map((record) => ({ ...record, topic: topic.name })));
    expect(await endOffsets(config, topic.name)).toEqual(new Map([[0, 3n]]));
    const seen: (number | undefined)[] = [];
    const follower = await followTopic(config, { ...gatewayBeat, topic }, (value) => seen.push(value?.connections), {
      onFatal,
      purpose: 'test',
    });
    await follower.loaded;
    expect(seen).toEqual([1, 2, 3]);
    await producer.publish([{ ...beat(4), topic: topic.name, value: null }]);
    await until(() => seen.length === 4);
    expect(seen[3]).toBeUndefined();
    await follower.stop();
  });

  it('from now on: passes over what lay there, and misses nothing that is written after it was asked', async () => {
    const topic: Topic = { ...gatewayBeatTopic, name: `followed-${randomUUID()}`, partitions: 3 };
    await ensureTopics(config, [topic]);
    const write = (connections: number) =>
      producer.publish([{ ...beat(connections), topic: topic.name, key: `gateway-${connections}` }]);
    for (const old of [1, 2, 3, 4, 5]) await write(old);
    const seen = new Set<number | undefined>();
    const follower = await followTopic(config, { ...gatewayBeat, topic }, (value) => seen.add(value?.connections), {
      onFatal,
      purpose: 'test',
      from: 'now',
    });
    await follower.loaded;
    for (const fresh of [10, 11, 12, 13, 14]) await write(fresh);
    await until(() => [10, 11, 12, 13, 14].every((fresh) => seen.has(fresh)));
    expect([1, 2, 3, 4, 5].filter((old) => seen.has(old))).toEqual([]);
    await follower.stop();
  });
});
