import { createClient, messageService, pushService } from '@bellhop/grpc';
import { Secret } from '@bellhop/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP, apiKey, operatorKey, startHarness, type Harness } from './harness.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
});
afterAll(async () => {
  await harness.close();
  expect(harness.context.fatal).toEqual([]);
});

async function http(method: string, path: string, body?: unknown, key = apiKey) {
  const response = await fetch(`${harness.gateway.httpUrl}/v1/apps/${APP}/pushes${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const grpc = () =>
  createClient(pushService, { address: harness.gateway.grpcAddress, key: new Secret(apiKey), deadlineMs: 5_000 });
const pushConfig = { title: 'Parcel', content: 'It is at your door', vendors: { fcm: { sound: 'ding' } } };
const asked = () => harness.store.directPushes.at(-1);

describe('pushes without a message, over HTTP', () => {
  it('are handed on whole, and answered target by target', async () => {
    const given = {
      ...{ userIDs: ['bob'], pushIDs: ['p_9'], pushConfig, ttlSeconds: 60, idempotencyKey: 'k', collapseKey: 'c' },
      ...{ sendAt: 9_000, onlyOffline: true, ignoreUserRules: true, dryRun: false },
    };
    const answer = await http('POST', '', given);
    expect(answer).toEqual({
      status: 201,
      body: {
        directPushID: 'push-1',
        acceptedAt: 5,
        sendAt: 9_000,
        targets: [
          {
            userID: 'bob',
            state: 'notPushed',
            devices: [{ deviceID: 'd', pushID: 'p_1', vendor: 'oppo', verdict: 'noToken' }],
          },
          { pushID: 'p_9', state: 'unknownPushID', devices: [] },
        ],
      },
    });
    expect(asked()).toMatchObject({
      ...{ app: APP, userIds: ['bob'], pushIds: ['p_9'], ttlSeconds: 60, idempotencyKey: 'k', collapseKey: 'c' },
      ...{ sendAtMs: 9_000, onlyOffline: true, ignoreUserRules: true, dryRun: false },
      pushConfig: { title: 'Parcel', content: 'It is at your door', vendors: { fcm: { sound: 'ding' } } },
    });
    const dry = await http('POST', '', { userIDs: ['bob'], pushConfig, dryRun: true });
    expect(dry.body).not.toHaveProperty('directPushID');
  });

  it('are cancelled, looked at and listed', async () => {
    expect(await http('POST', '/push-1/cancel', {})).toEqual({ status: 200, body: { cancelledAt: 6 } });
    expect(await http('POST', '/push-2/cancel', {})).toMatchObject({
      status: 409,
      body: { error: { code: 'PUSH_ALREADY_SENT' } },
    });
    expect(await http('GET', '/push-1')).toMatchObject({
      status: 200,
      body: { push: { directPushID: 'push-1', state: 'sent' }, targets: [{ userID: 'bob', state: 'pushed' }] },
    });
    expect(await http('GET', '/push-2')).toMatchObject({ status: 404, body: { error: { code: 'PUSH_NOT_FOUND' } } });
    expect(await http('GET', '?pageSize=1&pageToken=t')).toMatchObject({
      status: 200,
      body: { pushes: [{ state: 'scheduled' }], nextPageToken: 'next' },
    });
    expect(asked()).toMatchObject({ pageSize: 1, pageToken: 't' });
    // The trace of a PushID stands beside them.
    expect((await http('GET', '/p_9/trace')).status).toBe(200);
  });

  it.each<[string, object]>([
    ['pushConfig', { userIDs: ['bob'] }],
    ['pushConfig.title', { userIDs: ['bob'], pushConfig: { content: 'c' } }],
    ['pushConfig.voIP', { userIDs: ['bob'], pushConfig: { title: 't', content: 'c', voIP: {} } }],
    ['userIDs.0', { userIDs: ['a/b'], pushConfig }],
    ['userIDs', { userIDs: Array.from({ length: 1_001 }, (_, n) => `u${n}`), pushConfig }],
    ['ttlSeconds', { userIDs: ['bob'], pushConfig, ttlSeconds: 604_801 }],
    ['sendAt', { userIDs: ['bob'], pushConfig, sendAt: 1.5 }],
    ['surprise', { userIDs: ['bob'], pushConfig, surprise: 1 }],
  ])('are refused for %s', async (field, given) => {
    expect(await http('POST', '', given)).toMatchObject({
      status: 400,
      body: { error: { code: 'INVALID_ARGUMENT', field } },
    });
  });

  it('may name what is not known here: push-router knows it, and what it answered the first time', async () => {
    const named = { ...pushConfig, resourcesID: 'none', templateID: 'none' };
    expect((await http('POST', '', { userIDs: ['bob'], pushConfig: named, idempotencyKey: 'again' })).status).toBe(201);
  });

  it('are the business of the app whose key it is', async () => {
    expect((await http('POST', '', { userIDs: ['bob'], pushConfig }, operatorKey)).status).toBe(401);
    expect(await http('POST', '', { userIDs: ['bob'], pushConfig, idempotencyKey: 'taken' })).toMatchObject({
      status: 409,
      body: { error: { code: 'IDEMPOTENCY_KEY_CONFLICT', field: 'idempotencyKey' } },
    });
  });
});

describe('pushes without a message, over gRPC', () => {
  it('are the same, with refusals as values', async () => {
    const answer = await grpc().push({ app: APP, userIds: ['bob'], pushConfig: { title: 't', content: 'c' } });
    expect(answer).toMatchObject({ directPushId: 'push-1', targets: [{ userId: 'bob' }] });
    expect((await grpc().cancelPush({ app: APP, directPushId: 'x' })).refusal).toBe('PUSH_REFUSAL_PUSH_ALREADY_SENT');
    await expect(grpc().push({ app: APP, userIds: ['bob'] })).rejects.toMatchObject({ field: 'pushConfig' });
    await expect(grpc().push({ app: 'other', userIds: ['bob'] })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('a dry run of a message', () => {
  const message = { fromUserID: 'alice', toUserID: 'bob', text: 'hi', pushConfig: { title: 't', content: 'c' } };
  const dry = async (body: unknown) => {
    const response = await fetch(`${harness.gateway.httpUrl}/v1/apps/${APP}/messages/dry-run`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('asks who receives it and what would be decided, over HTTP and gRPC', async () => {
    expect(await dry({ message, pageSize: 10 })).toEqual({
      status: 200,
      body: { targets: [{ userID: 'bob', state: 'noDevice', devices: [] }], nextPageToken: 'next' },
    });
    const { pushConfig: _, ...unasked } = message;
    expect(await dry({ message: unasked })).toEqual({ status: 200, body: { targets: [], verdict: 'notAsked' } });
    const client = createClient(messageService, {
      address: harness.gateway.grpcAddress,
      key: new Secret(apiKey),
      deadlineMs: 5_000,
    });
    const given = { fromUserId: 'alice', toUserId: 'bob', text: 'hi', pushConfig: { title: 't', content: 'c' } };
    expect(await client.dryRunMessage({ app: APP, message: given })).toMatchObject({ targets: [{ userId: 'bob' }] });
    const { toUserId: __, ...toGroup } = { ...given, toGroupId: 'no-group' };
    expect(await client.dryRunMessage({ app: APP, message: toGroup })).toMatchObject({
      refused: { code: 'GROUP_NOT_FOUND' },
    });
    await expect(client.dryRunMessage({ app: APP, message: { ...toGroup, onlyTargets: true } })).rejects.toMatchObject({
      field: 'message.targetUserIDs',
    });
    await expect(client.dryRunMessage({ app: APP })).rejects.toMatchObject({ field: 'message' });
  });

  it('is refused as the message would be', async () => {
    expect(await dry({ message: { ...message, text: undefined } })).toMatchObject({
      status: 400,
      body: { error: { field: 'message.text' } },
    });
    expect(await dry({ message: { ...message, text: 'x'.repeat(3_000) } })).toMatchObject({
      status: 413,
      body: { error: { code: 'TEXT_TOO_LONG' } },
    });
    expect(await dry({ message, pageSize: 1_001 })).toMatchObject({ body: { error: { field: 'pageSize' } } });
  });
});
