import type grpc from '@grpc/grpc-js';
import { deadLetterTopic, messageAccepted, messageAcceptedTopic } from '@bellhop/contracts';
import { createClient, messageService } from '@bellhop/grpc';
import { done, ensureTopics, runConsumer, type RunningConsumer } from '@bellhop/kafka';
import { ResourceExhausted, Secret } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP, apiKey, startHarness, storedMessage, type Harness } from './harness.ts';
import { openRawClient } from './raw-client.ts';

const BACKLOG = 600;
/** More than a limit lets through at once when everything stands still. */
const BURST = 20;

let harness: Harness;
let store: RunningConsumer;
let handled = 0;
let gate = Promise.resolve();
let openGate: () => void = () => undefined;

beforeAll(async () => {
  harness = await startHarness({
    overload: { targetDelayMs: 200, minBacklog: 100 },
    connectionLimits: { maxOutstanding: 10_000 },
  });
  await harness.publishApp(APP, 2, { messagesPerSecond: 1_000, heartbeatIntervalMs: 9_000 });
  await until(async () => {
    const client = await openRawClient(harness.gateway.httpUrl);
    const { body } = await client.login('probe');
    client.close();
    return body['heartbeatIntervalMs'] === 9_000; // the new limits are in force
  });
  const deadLetters = deadLetterTopic('message-store');
  await ensureTopics(harness.kafka, [deadLetters]);
  // A message-store that stands still whenever a test wants it to.
  store = await runConsumer(
    harness.kafka,
    {
      group: 'message-store',
      topics: [messageAcceptedTopic],
      event: messageAccepted,
      deadLetterTopic: deadLetters,
      handle: async (batch) => {
        await gate;
        handled += batch.length;
        return batch.map(() => done);
      },
    },
    { producer: harness.producer, onFatal: harness.context.onFatal },
  );
});

afterAll(async () => {
  openGate();
  await store.stop();
  await harness.close();
  expect(harness.context.fatal).toEqual([]);
});

const message = { fromUserID: 'alice', toUserID: 'bob', text: 'x' };
const post = async (path: string, body: object) => {
  const response = await fetch(`${harness.gateway.httpUrl}/v1/apps/${APP}/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as object };
};
const burst = <T>(send: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: BURST }, send));

describe('a client that is too much', () => {
  it('has at most 100 requests under way', async () => {
    const { promise, resolve: goOn } = Promise.withResolvers<void>();
    harness.groups.set('slow', new Set(['carl']));
    harness.store.gates.set('slow', promise);
    const client = await openRawClient(harness.gateway.httpUrl);
    await client.login('carl');
    const answers = Array.from({ length: 101 }, () => client.request('send', { toGroupID: 'slow', text: 'x' }));
    expect(await answers.at(-1)).toMatchObject({
      type: 'error',
      body: { code: 'RESOURCE_EXHAUSTED', retryAfterMs: expect.any(Number) as number },
    });
    goOn();
    for (const answer of await Promise.all(answers.slice(0, 100))) expect(answer).toMatchObject({ type: 'ok' });
    client.close();
  });

  it('is not one that has been sent a large answer', async () => {
    const messages = Array.from({ length: 12 }, (_, n) => storedMessage(n + 1, { text: 'x'.repeat(1_000_000) }));
    harness.store.answers = { QueryMessages: () => Promise.resolve({ messages }) };
    const client = await openRawClient(harness.gateway.httpUrl);
    await client.login('ann');
    client.socket.pause();
    const answer = client.request('queryMessages', { conversationID: 'peer/alice/ann' });
    await until(() => harness.store.conversations.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    client.socket.resume();
    expect((await answer).type).toBe('ok');
    client.close();
  });

  it('is cut off when it does not read, and its messages are GONE, so that they are pushed', async () => {
    const client = await openRawClient(harness.gateway.httpUrl);
    await client.login('bob');
    client.socket.pause();
    const stream = harness.openDelivery();
    const text = 'x'.repeat(32_000);
    for (let seq = 1; seq <= 500; seq += 1) {
      const message = storedMessage(seq, { text });
      stream.deliver({ deliveryId: seq, app: APP, message, targets: [{ userId: 'bob', deviceId: 'bob-phone' }] });
    }
    await until(() => stream.results.length === 500, { message: 'all deliveries to be settled' });
    expect(new Set(stream.results.map(({ status }) => status))).toEqual(new Set(['DELIVERY_STATUS_GONE']));
    client.socket.resume();
    expect(await client.closed).toEqual({ code: 1006 });
    await until(() => !harness.sessions.has('bob/bob-phone'));
    stream.end();
    await stream.ended;
  });
});

describe('a pipeline that does not keep up', () => {
  it('makes every door shed with a time to come back, and open again when it has caught up', async () => {
    expect(await post('messages', message)).toMatchObject({ status: 200 });
    await until(() => handled > 0);
    ({ promise: gate, resolve: openGate } = Promise.withResolvers<void>());
    for (let sent = 0; sent < BACKLOG; sent += 200) {
      const batch = { messages: Array.from({ length: 200 }, () => message) };
      expect(await post('messages/batch', batch)).toMatchObject({ status: 200 });
    }

    const refused = await until(
      async () => (await burst(() => post('messages', message))).find(({ status }) => status === 429),
      { message: 'HTTP to shed' },
    );
    expect(refused.body).toMatchObject({
      error: { code: 'RESOURCE_EXHAUSTED', retryAfterMs: expect.any(Number) as number },
    });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);

    const rpc = createClient(messageService, {
      address: harness.gateway.grpcAddress,
      key: new Secret(apiKey),
      deadlineMs: 5_000,
    });
    const send = () =>
      rpc
        .sendMessage({ app: APP, message: { fromUserId: 'alice', toUserId: 'bob', text: 'x' } })
        .catch((error: unknown) => error);
    const failure = await until(
      async () =>
        (await burst(send)).find((answer): answer is ResourceExhausted => answer instanceof ResourceExhausted),
      { message: 'gRPC to shed' },
    );
    expect(failure.retryAfterMs).toBeGreaterThanOrEqual(250);
    // The trailer that other clients than ours read.
    const { metadata } = failure.cause as grpc.ServiceError;
    expect(metadata.get('retry-after-ms')).toEqual([String(failure.retryAfterMs)]);
    rpc.close();

    const client = await openRawClient(harness.gateway.httpUrl);
    await client.login('carl');
    const frame = await until(
      async () =>
        (await burst(() => client.request('send', { toUserID: 'bob', text: 'x' }))).find(
          ({ type }) => type === 'error',
        ),
      { message: 'the WebSocket to shed' },
    );
    expect(frame.body).toMatchObject({ code: 'RESOURCE_EXHAUSTED', retryAfterMs: expect.any(Number) as number });
    expect((await client.request('heartbeat')).type).toBe('ok'); // only messages are shed

    openGate();
    await until(async () => (await burst(() => post('messages', message))).every(({ status }) => status === 200), {
      message: 'all messages to be taken again',
    });
    client.close();
  });
});
