import { sessionChanged, sessionTopic } from '@bellhop/contracts';
import { testConfig, testContext, testKafka } from '@bellhop/testkit';
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { createProducer, ensureTopics, eventRecord, followTopic } from '../src/index.ts';

const SESSIONS = 30_000;

it('a long topic is read a few thousand records at a time, with turns of the event loop for others between', async () => {
  const kafka = testKafka(testConfig());
  const context = testContext();
  await ensureTopics(kafka, [sessionTopic]);
  const producer = await createProducer(kafka);
  for (let from = 0; from < SESSIONS; from += 1_000)
    await producer.publish(
      Array.from({ length: 1_000 }, (_, index) =>
        eventRecord(sessionChanged, {
          app: 'demo',
          userId: `user-${from + index}`,
          deviceId: randomUUID(),
          connectionId: randomUUID(),
          gatewayAddress: 'gateway-0.bellhop:9001',
          gatewayEpoch: randomUUID(),
        }),
      ),
    );
  let read = 0;
  let inThisTurn = 0;
  let most = 0;
  const apply = (): void => {
    if (inThisTurn === 0) setImmediate(() => (inThisTurn = 0));
    read += 1;
    inThisTurn += 1;
    most = Math.max(most, inThisTurn);
  };
  const follower = await followTopic(kafka, sessionChanged, apply, { onFatal: context.onFatal, purpose: 'turns' });
  await follower.loaded;
  expect(read).toBe(SESSIONS);
  expect(most).toBeLessThan(5_000);
  await follower.stop();
  await producer.close();
  expect(context.fatal).toEqual([]);
});
