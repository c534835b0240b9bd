import { gatewayBeat, gatewayBeatTopic, sessionChanged, sessionTopic } from '@bellhop/contracts';
import { createClient, presenceService } from '@bellhop/grpc';
import { createProducer, ensureTopics, eventRecord, type Producer } from '@bellhop/kafka';
import { Secret } from '@bellhop/runtime';
import { internalKey, testConfig, testContext, testKafka, until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPresence, type RunningPresence } from '../src/service.ts';

const common = testConfig();
const context = testContext();
const kafka = testKafka(common);
const gateway = { gatewayAddress: 'gw:9001', gatewayEpoch: 'first' };
let producer: Producer;
let presence: RunningPresence;

const client = (key = internalKey) =>
  createClient(presenceService, { address: presence.grpcAddress, key, deadlineMs: 2_000 });
const ask = async (...userIds: string[]) => (await client().getPresence({ app: 'demo', userIds })).users;
const session = (userId: string, over: object = {}) => ({
  app: 'demo',
  userId,
  deviceId: 'phone',
  connectionId: 'c1',
  connectedAtMs: Date.now(),
  platform: 'android',
  ...gateway,
  ...over,
});
const beat = (over: object = {}) =>
  producer.publish([eventRecord(gatewayBeat, { ...gateway, connections: 1, ...over })]);

beforeAll(async () => {
  await ensureTopics(kafka, [sessionTopic, gatewayBeatTopic]);
  producer = await createProducer(kafka);
  await producer.publish([eventRecord(sessionChanged, session('before'))]);
  await beat();
  presence = await startPresence({ common, grpcPort: 0, leaseMs: 4_000 }, context);
});

afterAll(async () => {
  await presence.close();
  await producer.close();
  expect(context.fatal).toEqual([]);
});

describe('presence', () => {
  it('knows what happened before it was started, and is not ready until then', async () => {
    const early = await ask('before');
    expect(['PRESENCE_STATE_UNKNOWN', 'PRESENCE_STATE_ONLINE']).toContain(early[0]?.state);
    await until(async () => (await fetch(`http://127.0.0.1:${presence.managementPort}/readyz`)).ok);
    await beat();
    const [user] = await until(async () => {
      const users = await ask('before');
      return users[0]?.state === 'PRESENCE_STATE_ONLINE' && users;
    });
    expect(user?.devices).toMatchObject([{ deviceId: 'phone', gatewayAddress: 'gw:9001', connectionId: 'c1' }]);
  });

  it('follows logins and ends, and answers every user in order', async () => {
    await producer.publish([eventRecord(sessionChanged, session('bob'))]);
    await beat();
    await until(async () => (await ask('bob'))[0]?.state === 'PRESENCE_STATE_ONLINE');
    expect((await ask('nobody', 'bob')).map(({ userId, state }) => [userId, state])).toEqual([
      ['nobody', 'PRESENCE_STATE_OFFLINE'],
      ['bob', 'PRESENCE_STATE_ONLINE'],
    ]);
    await producer.publish([eventRecord(sessionChanged, session('bob', { ended: true }))]);
    await until(async () => (await ask('bob'))[0]?.state === 'PRESENCE_STATE_OFFLINE');
  });

  it('turns the sessions of a dead gateway offline when its lease ends', async () => {
    await producer.publish([eventRecord(sessionChanged, session('carol', { gatewayEpoch: 'dies' }))]);
    await beat({ gatewayEpoch: 'dies' });
    await until(async () => (await ask('carol'))[0]?.state === 'PRESENCE_STATE_ONLINE');
    await until(async () => (await ask('carol'))[0]?.state === 'PRESENCE_STATE_OFFLINE', { timeoutMs: 8_000 });
  });

  it('refuses callers without the key and questions out of bounds', async () => {
    await expect(
      client(new Secret('somebody else entirely')).getPresence({ app: 'demo', userIds: ['bob'] }),
    ).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const many = Array.from({ length: 1_001 }, (_, index) => `user${index}`);
    await expect(client().getPresence({ app: 'demo', userIds: many })).rejects.toMatchObject({
      name: 'InvalidInput',
      field: 'userIds',
    });
  });
});
