import { contentSha256, messageAccepted, type MessageAccepted } from '@bellhop/contracts';
import { createClient, messageService } from '@bellhop/grpc';
import { followTopic, type Follower } from '@bellhop/kafka';
import { Secret } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageIdOf } from '../src/domain/message-identity.ts';
import { APP, apiKey, startHarness, type Harness } from './harness.ts';
import { openRawClient } from './raw-client.ts';

let harness: Harness;
let follower: Follower;
const accepted: MessageAccepted[] = [];

beforeAll(async () => {
  harness = await startHarness();
  follower = await followTopic(harness.kafka, messageAccepted, (event) => event && accepted.push(event), {
    onFatal: harness.context.onFatal,
    purpose: 'test.accepted',
  });
});
afterAll(async () => {
  await follower.stop();
  await harness.close();
  expect(harness.context.fatal).toEqual([]);
});

const messageOf = (localMessageID: string, text: string) => ({
  fromUserID: 'alice',
  toUserID: 'bob',
  localMessageID,
  text,
});
const send = async (localMessageID: string, text: string) => {
  const response = await fetch(`${harness.gateway.httpUrl}/v1/apps/demo/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(messageOf(localMessageID, text)),
  });
  return { status: response.status, body: (await response.json()) as { messageID?: string; error?: { code: string } } };
};
const conflict = { status: 409, body: { error: { code: 'LOCAL_ID_CONFLICT', field: 'localMessageID' } } };

describe('a local id', () => {
  it('is a retry with the same content, and a conflict with another one', async () => {
    const first = await send('l-1', 'hello');
    expect(first.status).toBe(200);
    expect((await send('l-1', 'hello')).body.messageID).toBe(first.body.messageID);
    expect(await send('l-1', 'goodbye')).toMatchObject(conflict);
    expect((await send('l-1', 'hello')).status).toBe(200);
    await until(() => accepted.filter(({ localId }) => localId === 'l-1').length === 3);
    expect(accepted.filter(({ localId }) => localId === 'l-1').map(({ text }) => text)).toEqual(Array(3).fill('hello'));
  });

  it('is a conflict with what message-store has from another gateway or before a restart', async () => {
    harness.store.contents.set(messageIdOf(APP, messageOf('l-2', '')), contentSha256({ text: 'first' }));
    expect(await send('l-2', 'second')).toMatchObject(conflict);
    expect((await send('l-2', 'first')).status).toBe(200);
    expect(
      harness.store.lookups.filter(({ messageId }) => messageId === messageIdOf(APP, messageOf('l-2', ''))),
    ).toHaveLength(1);
  });

  it('is given to one of two contents that come at the same moment', async () => {
    const answers = await Promise.all(['a', 'b', 'c'].map((text) => send('l-3', text)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('is a conflict with other targets, and with none; another push config is a retry', async () => {
    const client = await openRawClient(harness.gateway.httpUrl);
    harness.groups.set('team', new Set(['dan']));
    await client.login('dan');
    const message = { toGroupID: 'team', localMessageID: 'l-7', text: 'x', targetUserIDs: ['eve', 'bob'] };
    const answerTo = async (over: object) => {
      const { type, body } = await client.request('send', { ...message, ...over });
      return type === 'ok' ? type : body['code'];
    };
    expect(await answerTo({})).toBe('ok');
    expect(await answerTo({ targetUserIDs: ['bob', 'eve', 'bob'] })).toBe('ok');
    expect(await answerTo({ targetUserIDs: ['bob'] })).toBe('LOCAL_ID_CONFLICT');
    expect(await answerTo({ targetUserIDs: undefined })).toBe('LOCAL_ID_CONFLICT');
    expect(await answerTo({ pushConfig: { title: 't', content: 'c' } })).toBe('ok');
    client.close();
  });

  it('is told alike over WebSocket and gRPC', async () => {
    const client = await openRawClient(harness.gateway.httpUrl);
    await client.login('alice');
    await send('l-4', 'x');
    const { fromUserID: _fromUserID, ...frame } = messageOf('l-4', 'y');
    expect((await client.request('send', frame)).body).toMatchObject(conflict.body.error);
    client.close();
    const grpc = createClient(messageService, {
      address: harness.gateway.grpcAddress,
      key: new Secret(apiKey),
      deadlineMs: 5_000,
    });
    const outgoing = { fromUserId: 'alice', toUserId: 'bob', localId: 'l-4' };
    const { results } = await grpc.sendMessages({
      app: APP,
      messages: [
        { ...outgoing, text: 'z' },
        { ...outgoing, custom: { type: 0, data: 'x' } },
        { ...outgoing, text: 'x' },
      ],
    });
    expect(results.map(({ refused, result }) => refused?.code ?? result)).toEqual([
      'LOCAL_ID_CONFLICT',
      'LOCAL_ID_CONFLICT',
      'accepted',
    ]);
    grpc.close();
  });

  it('counts as free when message-store does not answer, and nobody waits for long', async () => {
    harness.store.isDown = true;
    expect((await send('l-5', 'x')).status).toBe(200);
    const lookups = harness.store.lookups.length;
    expect((await send('l-6', 'x')).status).toBe(200);
    expect(harness.store.lookups).toHaveLength(lookups); // it is left alone for a while
    harness.store.isDown = false;
  });
});
