import { gatewayBeat, gatewayBeatTopic, sessionChanged, sessionTopic } from '@bellhop/contracts';
import { createClient, openAnswers, presenceService } from '@bellhop/grpc';
import { createProducer, ensureTopics, eventRecord, type Producer } from '@bellhop/kafka';
import { Unavailable } from '@bellhop/runtime';
import { internalKey, testConfig, testContext, testKafka, until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPresence, type RunningPresence } from '../src/service.ts';

const common = testConfig();
const context = testContext();
const kafka = testKafka(common);
const gateway = { gatewayAddress: 'gw:9001', gatewayEpoch: 'first' };
const LEASE_MS = 3_000;
let producer: Producer;
let presence: RunningPresence;
let beating: NodeJS.Timeout;

const session = (userId: string, over: object = {}) =>
  producer.publish([
    eventRecord(sessionChanged, {
      ...{ app: 'demo', userId, deviceId: 'phone', connectionId: 'c1', connectedAtMs: Date.now(), platform: 'ios' },
      ...gateway,
      ...over,
    }),
  ]);
const beat = (over: object = {}) =>
  producer.publish([eventRecord(gatewayBeat, { ...gateway, connections: 1, ...over })]);

/** A watch, and what it has told: one line per message. */
function watch(userIds: string[], of = presence) {
  const client = createClient(presenceService, { address: of.grpcAddress, key: internalKey, deadlineMs: 2_000 });
  const answers = openAnswers(presenceService, client, 'Watch', { app: 'demo', userIds }, internalKey);
  const told: string[] = [];
  const ended = (async (): Promise<unknown> => {
    try {
      for await (const { users } of answers)
        told.push(users.map(({ userId, state }) => `${userId} ${state.split('_').at(-1)}`).join(', '));
      return undefined;
    } catch (error) {
      return error;
    }
  })();
  return { told, ended, close: () => (answers.cancel(), client.close()) };
}

beforeAll(async () => {
  await ensureTopics(kafka, [sessionTopic, gatewayBeatTopic]);
  producer = await createProducer(kafka);
  presence = await startPresence({ common, grpcPort: 0, leaseMs: LEASE_MS }, context);
  await until(async () => (await fetch(`http://127.0.0.1:${presence.managementPort}/readyz`)).ok);
  beating = setInterval(() => void beat(), 500);
});
afterAll(async () => {
  clearInterval(beating);
  await presence.close();
  await producer.close();
  expect(context.fatal).toEqual([]);
});

describe('a watch of presence', () => {
  it('says where all are, then what changes, in order', async () => {
    await session('ann');
    await until(async () => {
      const probe = watch(['ann']);
      await until(() => probe.told.length > 0);
      probe.close();
      return probe.told[0] === 'ann ONLINE';
    });
    const { told, close } = watch(['ann', 'ben']);
    await until(() => told.length === 1);
    await session('ben');
    await session('carl');
    await session('ben', { ended: true });
    await session('ann', { ended: true });
    await until(() => told.length === 4);
    expect(told[0]).toBe('ann ONLINE, ben OFFLINE');
    // Each user's changes are in order; those of two users come over two partitions.
    expect(told.slice(1).filter((line) => line.startsWith('ben'))).toEqual(['ben ONLINE', 'ben OFFLINE']);
    expect(told.slice(1).filter((line) => line.startsWith('ann'))).toEqual(['ann OFFLINE']);
    close();
  });

  it('says within a second that a gateway fell silent, and at once that it closed', async () => {
    const other = { gatewayAddress: 'gw2:9001', gatewayEpoch: 'second' };
    await beat(other);
    await session('dan', other);
    const { told, close } = watch(['dan']);
    await until(() => told.includes('dan ONLINE'));
    const heardAtMs = Date.now();
    await until(() => told.at(-1) === 'dan OFFLINE', { timeoutMs: 10_000 });
    expect(Date.now() - heardAtMs).toBeLessThan(LEASE_MS + 2_000);
    await beat(other);
    await until(() => told.at(-1) === 'dan ONLINE');
    await beat({ ...other, closing: true });
    await until(() => told.at(-1) === 'dan OFFLINE', { timeoutMs: 800 });
    close();
  });

  it('refuses what is no list of 1 to 1,000 users', async () => {
    for (const userIds of [[], Array.from({ length: 1_001 }, (_, n) => `u${n}`)]) {
      const { ended, close } = watch(userIds);
      expect(await ended).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'userIds' });
      close();
    }
  });

  it('ends at once with a word when its replica closes, and goes on at another one by calling again', async () => {
    await session('eve');
    const replica = await startPresence({ common, grpcPort: 0, leaseMs: LEASE_MS }, context);
    const { told, ended, close } = watch(['eve'], replica);
    await until(() => told.at(-1) === 'eve ONLINE', { timeoutMs: 10_000 });
    const beganAtMs = Date.now();
    await replica.close();
    expect(Date.now() - beganAtMs).toBeLessThan(5_000);
    expect(await ended).toBeInstanceOf(Unavailable);
    expect(String(await ended)).toContain('call again');
    close();
    const again = watch(['eve']);
    await until(() => again.told[0] === 'eve ONLINE');
    again.close();
  });
});
