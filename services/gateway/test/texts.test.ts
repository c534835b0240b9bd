import { messageAccepted, messageType, type MessageAccepted } from '@bellhop/contracts';
import { createClient, messageService } from '@bellhop/grpc';
import { followTopic, type Follower } from '@bellhop/kafka';
import { InvalidInput, Secret, type ServiceError } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP, apiKey, operatorKey, startHarness, type Harness } from './harness.ts';
import { openRawClient } from './raw-client.ts';
import { callWithBytes, INVALID_ARGUMENT } from './raw-grpc.ts';

let harness: Harness;
let follower: Follower;
const accepted = new Map<string, MessageAccepted>();

beforeAll(async () => {
  harness = await startHarness();
  follower = await followTopic(
    harness.kafka,
    messageAccepted,
    (event) => event && accepted.set(event.messageId, event),
    {
      onFatal: harness.context.onFatal,
      purpose: 'test.accepted',
    },
  );
});

afterAll(async () => {
  await follower.stop();
  await harness.close();
  expect(harness.context.fatal).toEqual([]);
});

interface Answer {
  readonly code?: string;
  readonly field?: string;
  readonly messageID?: string;
}

/** A message in JSON as it stands on the wire, by each of the doors that take JSON. */
const doors: Record<string, (json: string) => Promise<Answer>> = {
  HTTP: async (json) => answerOf(await post('/v1/apps/demo/messages', json)),
  'an HTTP batch': async (json) => {
    const { results } = (await post('/v1/apps/demo/messages/batch', `{"messages":[${json}]}`)) as { results: Answer[] };
    return answerOf(results[0]);
  },
  WebSocket: async (json) => {
    const client = await openRawClient(harness.gateway.httpUrl);
    await client.login('alice');
    client.sendRaw(`{"v":1,"id":99,"type":"send","body":${json.replace('"fromUserID":"alice",', '')}}`);
    const { body } = await client.answerTo(99);
    client.close();
    return body;
  },
};

async function post(path: string, body: string, key = apiKey): Promise<unknown> {
  const response = await fetch(`${harness.gateway.httpUrl}${path}`, {
    method: path.includes('certificates') || path.includes('resources') ? 'PUT' : 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body,
  });
  return response.json();
}

function answerOf(answer: unknown): Answer {
  const { error, ...rest } = answer as { error?: Answer } & Answer;
  return error ?? rest;
}

const message = (more: string): string => `{"fromUserID":"alice","toUserID":"bob",${more}}`;
const push = (more: string): string => message(`"text":"x","pushConfig":{"title":"t","content":"c",${more}}`);

describe.each(Object.keys(doors))('a message by %s', (door) => {
  const send = (json: string): Promise<Answer> => (doors[door] as (json: string) => Promise<Answer>)(json);

  it.each([
    ['"text":"x","__proto__":{"a":1}', '__proto__'],
    ['"text":"x","pushConfig":{"title":"t","content":"c","titleParameters":{"__proto__":"v"}}', 'pushConfig'],
    ['"text":"x","constructor":{"prototype":{}}', 'constructor'],
  ])('%s is refused by its field', async (more, field) => {
    expect(await send(message(more))).toMatchObject({ code: 'INVALID_ARGUMENT', field });
  });

  it('has U+FFFD where half of a surrogate pair was', async () => {
    const answer = await send(
      message(
        String.raw`"text":"a\ud83d","pushConfig":{"title":"\udc00t","content":"c\ud83d\ud83d\ude00","payload":"\ud800","titleParameters":{"n\ud83d":"v\ud83d"}}`,
      ),
    );
    expect(answer.messageID).toBeDefined();
    const event = await until(() => accepted.get(answer.messageID ?? ''));
    expect(event).toMatchObject({
      text: 'a\ufffd',
      pushConfig: {
        title: '\ufffdt',
        content: 'c\ufffd😀',
        payload: '\ufffd',
        titleParameters: { 'n\ufffd': 'v\ufffd' },
      },
    });
  });

  it('keeps every other character as it is', async () => {
    const text = '\u0001\u001f\u007f\u0085\u2028\ufeff\uffff\ufffd😀👩‍👩‍👧‍👦 \u202e';
    const { messageID } = await send(message(`"custom":{"type":1,"data":${JSON.stringify(text)}}`));
    expect((await until(() => accepted.get(messageID ?? ''))).custom).toEqual({ type: 1, data: text });
  });

  it.each([
    ['text', message(String.raw`"text":"a\u0000"`)],
    ['custom.data', message(String.raw`"custom":{"type":1,"data":"\u0000"}`)],
    ['localMessageID', message(String.raw`"text":"x","localMessageID":"a\u0000b"`)],
    ['localMessageID', message(String.raw`"text":"x","localMessageID":"a\ud83d"`)],
    ['pushConfig.title', message(String.raw`"text":"x","pushConfig":{"title":"t\u0000","content":"c"}`)],
    ['pushConfig.content', message(String.raw`"text":"x","pushConfig":{"title":"t","content":"\u0000c"}`)],
    ['pushConfig.payload', push(String.raw`"payload":"\u0000"`)],
    ['pushConfig.threadID', push(String.raw`"threadID":"a\udc00"`)],
    ['pushConfig.templateID', push(String.raw`"templateID":"a\u0000"`)],
    ['pushConfig.contentParameters.name', push(String.raw`"contentParameters":{"name":"\u0000x"}`)],
    [String.raw`pushConfig.titleParameters.n\u0000`, push(String.raw`"titleParameters":{"n\u0000":"x"}`)],
    ['pushConfig.title', message(String.raw`"text":"x","pushConfig":{"title":"\u0001\u0002","content":"c"}`)],
    ['toUserID', String.raw`{"fromUserID":"alice","toUserID":"b\u0000b","text":"x"}`],
  ])('is refused for its %s: %s', async (field, json) => {
    expect(await send(json)).toMatchObject({ code: 'INVALID_ARGUMENT', field });
  });
});

describe('other calls', () => {
  it.each([
    ['name', '/v1/apps/demo/groups', String.raw`{"groupID":"g","ownerUserID":"o","name":"\u0000"}`, apiKey],
    ['name', '/v1/apps', String.raw`{"app":"x","packageName":"com.example.x","name":"a\u0000"}`, operatorKey],
    ['appSecret', '/v1/apps/demo/certificates/xiaomi', String.raw`{"appSecret":"a\u0000"}`, operatorKey],
    ['a.b.0', '/v1/apps/demo/certificates/fcm', String.raw`{"a":{"b":["a\ud83d"]}}`, operatorKey],
    ['a', '/v1/apps/demo/certificates/fcm', `{"a":${'['.repeat(9_000)}${']'.repeat(9_000)}}`, operatorKey],
  ])('are refused for their %s', async (field, path, json, key) => {
    const answer = answerOf(await post(path, json, key));
    expect({ code: answer.code, field: answer.field ?? '' }).toEqual({ code: 'INVALID_ARGUMENT', field });
  });

  it('refuse what stands in an address', async () => {
    const response = await fetch(`${harness.gateway.httpUrl}/v1/apps/demo/messages/a%00b/trace`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    expect(answerOf(await response.json())).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'messageID' });
  });

  it('refuse a registration by name of the field', async () => {
    const client = await openRawClient(harness.gateway.httpUrl);
    client.sendRaw(
      String.raw`{"v":1,"id":50,"type":"login","body":{"app":"demo","token":"t","deviceID":"d","platform":"\u0000"}}`,
    );
    expect((await client.answerTo(50)).body).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'platform' });
    const other = await openRawClient(harness.gateway.httpUrl);
    await other.login('alice');
    other.sendRaw(String.raw`{"v":1,"id":51,"type":"registerPush","body":{"vendor":"xiaomi","token":"t\u0000"}}`);
    expect((await other.answerTo(51)).body).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'token' });
    other.close();
  });
});

describe('gRPC', () => {
  const open = () =>
    createClient(messageService, { address: harness.gateway.grpcAddress, key: new Secret(apiKey), deadlineMs: 5_000 });
  const failure = async (call: Promise<unknown>): Promise<ServiceError> => {
    try {
      await call;
    } catch (error) {
      return error as ServiceError;
    }
    throw new Error('the call was answered');
  };

  it('refuses U+0000 by name of the field, for each message of a batch on its own', async () => {
    const client = open();
    const good = { fromUserId: 'alice', toUserId: 'bob', text: 'x' };
    const refusal = await failure(client.sendMessage({ app: APP, message: { ...good, text: 'a\0' } }));
    expect(refusal).toBeInstanceOf(InvalidInput);
    expect((refusal as InvalidInput).field).toBe('text');
    const { results } = await client.sendMessages({ app: APP, messages: [good, { ...good, text: '\0' }] });
    expect(results.map(({ result }) => result)).toEqual(['accepted', 'refused']);
    client.close();
  });

  it('names a field that has other than ASCII letters', async () => {
    const client = open();
    const message = {
      fromUserId: 'alice',
      toUserId: 'bob',
      text: 'x',
      pushConfig: { title: 't', content: 'c', titleParameters: { '名前 %': '' } },
    };
    expect(await failure(client.sendMessage({ app: APP, message }))).toMatchObject({
      field: 'pushConfig.titleParameters.名前 %',
    });
    client.close();
  });

  const request = messageType('bellhop.im.v1.SendMessageRequest', ['bellhop/im/v1/message_service.proto']);
  const encoded = (fields: object): Buffer => Buffer.from(request.encode(request.fromObject(fields)).finish());
  const damaged = encoded({ app: APP, message: { fromUserId: 'alice', toUserId: 'bob', text: 'damaged' } });
  damaged[damaged.indexOf('damaged')] = 0xff;

  it.each([
    ['text that is not UTF-8', '/bellhop.im.v1.MessageService/SendMessage', damaged, 'message.text'],
    ['what is no message', '/bellhop.im.v1.MessageService/SendMessage', Buffer.from([0x0a, 0xff]), undefined],
    [
      'an enum value that nobody knows',
      '/bellhop.admin.v1.AdminService/CreateApp',
      Buffer.from([0x28, 99]),
      'deviceMode',
    ],
  ])('answers %s with INVALID_ARGUMENT', async (_title, rpc, bytes, field) => {
    const client = open();
    const { code, metadata } = await callWithBytes(client.channel, rpc, bytes, operatorOr(rpc));
    expect(code).toBe(INVALID_ARGUMENT);
    expect(metadata.get('field')[0]).toBe(field);
    client.close();
  });

  const operatorOr = (rpc: string): string => (rpc.includes('Admin') ? operatorKey : apiKey);
});
