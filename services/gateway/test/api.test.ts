import { request } from 'node:http';
import {
  createClient,
  groupService,
  messageService,
  presenceService,
  adminService,
  traceService,
  type ServiceContract,
} from '@bellhop/grpc';
import { messageAccepted, type MessageAccepted } from '@bellhop/contracts';
import { followTopic, type Follower } from '@bellhop/kafka';
import { Secret } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api } from '../src/api.ts';
import { namesInPath } from '../src/calls/call.ts';
import { APP, apiKey, operatorKey, startHarness, type Harness } from './harness.ts';
import { callWithoutKey, reflect, SERVING, UNAUTHENTICATED } from './raw-grpc.ts';

let harness: Harness;
let follower: Follower;
const accepted: MessageAccepted[] = [];

beforeAll(async () => {
  harness = await startHarness();
  harness.groups.set('team', new Set(['dan']));
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

async function http(
  method: string,
  path: string,
  { body, key = apiKey }: { body?: unknown; key?: string | undefined } = {},
) {
  const response = await fetch(`${harness.gateway.httpUrl}${path}`, {
    method,
    headers: {
      ...(key === '' ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}
const asOperator = { key: operatorKey };
/** Every address that is asked without a body, and a key for it. */
const withoutBody = api.flatMap(({ http: door, access }): [string, string, names: string[], key: string][] => {
  if (door?.method !== 'GET' && door?.method !== 'DELETE') return [];
  const named = new Map([
    ['app', APP],
    ['vendor', 'xiaomi'],
    ['keyID', '0123456789ab'],
  ]);
  const path = door.path.replace(/:(\w+)/g, (_, name: string) => named.get(name) ?? 'some-id');
  return [
    [door.method, path, [...new Set(['app', ...namesInPath(door)])], access === 'operator' ? operatorKey : apiKey],
  ];
});
const users = (count: number) => Array.from({ length: count }, (_, n) => `u${n}`);

describe('HTTP', () => {
  it('sends a message and answers like the WebSocket', async () => {
    const answer = await http('POST', '/v1/apps/demo/messages', {
      body: { fromUserID: 'alice', toUserID: 'bob', custom: { type: 7, data: '{}' } },
    });
    expect(answer).toMatchObject({ status: 200, body: { conversationID: 'peer/alice/bob' } });
    const event = await until(() => accepted.find(({ messageId }) => messageId === answer.body['messageID']));
    expect(event).toMatchObject({ senderDeviceId: '', custom: { type: 7, data: '{}' } });
  });

  it('answers each message of a batch on its own', async () => {
    const message = { fromUserID: 'dan', toGroupID: 'team', text: 'x' };
    const { status, body } = await http('POST', '/v1/apps/demo/messages/batch', {
      body: {
        messages: [
          message,
          { ...message, fromUserID: 'eve' },
          { ...message, toGroupID: 'none' },
          { fromUserID: 'dan' },
          { ...message, text: 'y' },
        ],
      },
    });
    expect(status).toBe(200);
    expect(body['results']).toMatchObject([
      { conversationID: 'group/team' },
      { error: { code: 'NOT_A_MEMBER' } },
      { error: { code: 'GROUP_NOT_FOUND' } },
      { error: { code: 'INVALID_ARGUMENT', field: 'toUserID' } },
      { conversationID: 'group/team' },
    ]);
    expect(harness.store.senderChecks).toBe(1);
  });

  it('answers who offers another protocol, as Java does, in this one', async () => {
    const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQAAP__' };
    const status = await new Promise((resolve, reject) => {
      const asking = request(`${harness.gateway.httpUrl}/openapi.json`, { headers, agent: false }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      });
      asking.on('error', reject).end();
    });
    expect(status).toBe(200);
  });

  it('refuses a body of too many members before it is read', async () => {
    const body = `[${'1,'.repeat(30_000)}`; // it would be no JSON
    expect(await http('POST', '/v1/apps/demo/messages', { body })).toMatchObject({
      status: 400,
      body: {
        error: { code: 'INVALID_ARGUMENT', message: 'the body has more than 20000 members and entries in all' },
      },
    });
  });

  it.each([
    ['no key', '/v1/apps/demo/messages', { body: {}, key: '' }, 401, 'UNAUTHENTICATED', undefined],
    ['a wrong key', '/v1/apps/demo/messages', { body: {}, key: 'wrong' }, 401, 'UNAUTHENTICATED', undefined],
    ['an unknown app', '/v1/apps/other/messages', { body: {} }, 401, 'UNAUTHENTICATED', undefined],
    ['what is not JSON', '/v1/apps/demo/messages', { body: '{' }, 400, 'INVALID_ARGUMENT', undefined],
    [
      'an unknown field',
      '/v1/apps/demo/messages',
      { body: { fromUserID: 'a', toUserID: 'b', text: 'x', subject: 's' } },
      400,
      'INVALID_ARGUMENT',
      'subject',
    ],
    [
      'an unknown resource',
      '/v1/apps/demo/messages',
      {
        body: {
          fromUserID: 'a',
          toUserID: 'b',
          text: 'x',
          pushConfig: { title: 't', content: 'c', resourcesID: 'no' },
        },
      },
      400,
      'UNKNOWN_RESOURCE',
      'pushConfig.resourcesID',
    ],
    [
      'a title of 65 characters',
      '/v1/apps/demo/messages',
      { body: { fromUserID: 'a', toUserID: 'b', text: 'x', pushConfig: { title: 'x'.repeat(65), content: 'c' } } },
      400,
      'INVALID_ARGUMENT',
      'pushConfig.title',
    ],
    [
      'a message for 2,001 users',
      '/v1/apps/demo/messages',
      { body: { fromUserID: 'dan', toGroupID: 'team', text: 'x', targetUserIDs: users(2_001) } },
      400,
      'INVALID_ARGUMENT',
      'targetUserIDs',
    ],
    [
      'an invitation of 2,001 users',
      '/v1/apps/demo/groups/team/members',
      { body: { inviterUserID: 'dan', userIDs: users(2_001) } },
      400,
      'INVALID_ARGUMENT',
      'userIDs',
    ],
    [
      'a text that is too long',
      '/v1/apps/demo/messages',
      { body: { fromUserID: 'a', toUserID: 'b', text: 'x'.repeat(3_000) } },
      413,
      'TEXT_TOO_LONG',
      'text',
    ],
    [
      'a group that does not exist',
      '/v1/apps/demo/messages',
      { body: { fromUserID: 'a', toGroupID: 'b', text: 'x' } },
      404,
      'GROUP_NOT_FOUND',
      'toGroupID',
    ],
    [
      'somebody who is no member',
      '/v1/apps/demo/messages',
      { body: { fromUserID: 'a', toGroupID: 'team', text: 'x' } },
      403,
      'NOT_A_MEMBER',
      'toGroupID',
    ],
    [
      'a body above 1 MiB',
      '/v1/apps/demo/messages',
      { body: { text: 'x'.repeat(1_100_000) } },
      413,
      'BODY_TOO_LARGE',
      undefined,
    ],
    ['an unknown route', '/v1/nothing', { body: {} }, 404, 'NOT_FOUND', undefined],
    ['an address that is wrongly encoded', '/v1/apps/a%zz/messages', { body: {} }, 400, 'INVALID_ARGUMENT', undefined],
    ['an operator call with an app key', '/v1/apps', { body: { app: 'x' } }, 401, 'UNAUTHENTICATED', undefined],
    ['an app call with the operator key', '/v1/apps/demo/messages', asOperator, 401, 'UNAUTHENTICATED', undefined],
  ])('refuses %s', async (_title, path, request, status, code, field) => {
    expect(await http('POST', path, request)).toMatchObject({
      status,
      body: { error: { code, ...(field === undefined ? {} : { field }) } },
    });
  });

  it.each(withoutBody)(
    '%s %s goes by its path: no query and no body says another %s',
    async (method, path, names, key) => {
      for (const field of names) {
        const refused = { status: 400, body: { error: { code: 'INVALID_ARGUMENT', field } } };
        expect(await http(method, `${path}?${field}=another`, { key })).toMatchObject(refused);
        if (method === 'DELETE')
          expect(await http(method, path, { key, body: { [field]: 'another' } })).toMatchObject(refused);
      }
      expect(harness.erasure.asked).toEqual([]);
      expect(harness.devices.ended).toEqual([]);
    },
  );

  it('takes a call whose fields all stand in its path without a body', async () => {
    expect(await http('POST', '/v1/apps/demo/pushes/push-1/cancel')).toMatchObject({ status: 200 });
    expect(await http('POST', '/v1/apps/demo/pushes/push-2/cancel?directPushID=push-1')).toMatchObject({
      status: 400,
      body: { error: { field: 'directPushID' } },
    });
    expect(await http('POST', '/v1/apps/demo/groups/team/leave')).toMatchObject({
      status: 400,
      body: { error: { field: 'userID', message: 'userID is missing' } },
    });
  });

  it('keeps an app below its rate, with Retry-After', async () => {
    await harness.publishApp(APP, 2, { apiMessagesPerSecond: 2 });
    const message = { body: { fromUserID: 'alice', toUserID: 'bob', text: 'x' } };
    const limited = await until(async () => {
      const answers = await Promise.all([1, 2, 3].map(() => http('POST', '/v1/apps/demo/messages', message)));
      return answers.find(({ status }) => status === 429);
    });
    expect(limited).toMatchObject({
      body: { error: { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) as unknown } },
    });
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    await harness.publishApp(APP, 3);
    await until(
      async () =>
        (await http('POST', '/v1/apps/demo/messages/batch', { body: { messages: Array(50).fill(message.body) } }))
          .status === 200,
    );
  });

  it('serves groups, presence, devices and traces', async () => {
    expect(
      await http('POST', '/v1/apps/demo/groups', {
        body: { groupID: 'g1', ownerUserID: 'dan', memberUserIDs: ['eve'] },
      }),
    ).toMatchObject({ status: 201, body: { memberCount: 2 } });
    expect(
      await http('POST', '/v1/apps/demo/groups/g1/members', { body: { inviterUserID: 'mallory', userIDs: ['x'] } }),
    ).toMatchObject({ status: 403 });
    expect(await http('POST', '/v1/apps/demo/groups/g1/join', { body: { userID: 'flo' } })).toMatchObject({
      status: 200,
    });
    expect(await http('POST', '/v1/apps/demo/groups/g1/leave', { body: { userID: 'eve' } })).toMatchObject({
      status: 200,
    });
    expect((await http('GET', '/v1/apps/demo/groups/g1/members?pageSize=10')).body).toEqual({
      members: [
        { userID: 'dan', role: 'member', joinedAt: 1, isMuted: false },
        { userID: 'flo', role: 'member', joinedAt: 1, isMuted: false },
      ],
    });
    expect(await http('GET', '/v1/apps/demo/groups/g1/members?pageSize=0')).toMatchObject({
      status: 400,
      body: { error: { field: 'pageSize' } },
    });
    expect((await http('POST', '/v1/apps/demo/presence', { body: { userIDs: ['bob'] } })).body).toMatchObject({
      users: [{ userID: 'bob', state: 'offline', devices: [] }],
    });
    expect(await http('POST', '/v1/apps/demo/presence', { body: { userIDs: Array(1_001).fill('bob') } })).toMatchObject(
      { status: 400 },
    );
    expect((await http('GET', '/v1/apps/demo/users/bob/devices')).body).toMatchObject({
      devices: [{ vendor: 'xiaomi', hasToken: true }],
    });
    expect((await http('GET', '/v1/apps/demo/messages/m1/trace')).body).toEqual({
      entries: [{ at: 1, kind: 'stored', text: 'stored', messageID: 'm1' }],
    });
    expect(await http('GET', '/v1/apps/demo/pushes/p1/trace', asOperator)).toMatchObject({
      status: 200,
      body: { entries: [] },
    });
  });

  it('serves operators: apps, certificates, resources', async () => {
    const app = { packageName: 'com.example.x', limits: { ackTimeoutMs: 1_000 } };
    expect(await http('POST', '/v1/apps', { ...asOperator, body: { app: 'new', ...app } })).toMatchObject({
      status: 201,
      body: { apiKey: 'k' },
    });
    expect(await http('POST', '/v1/apps', { ...asOperator, body: { app: APP, ...app } })).toMatchObject({
      status: 409,
      body: { error: { code: 'APP_EXISTS' } },
    });
    expect(
      await http('POST', '/v1/apps', { ...asOperator, body: { app: 'new', ...app, limits: { ackTimeoutMs: 1 } } }),
    ).toMatchObject({ status: 400, body: { error: { field: 'limits.ackTimeoutMs' } } });
    expect(
      await http('POST', '/v1/apps', { ...asOperator, body: { app: 'new', ...app, deviceMode: 'triple' } }),
    ).toMatchObject({ status: 400, body: { error: { code: 'INVALID_ARGUMENT', field: 'deviceMode' } } });
    expect((await http('GET', '/v1/apps', asOperator)).body).toMatchObject({
      apps: [{ app: APP, deviceMode: 'multi', limits: { ackTimeoutMs: 3_000 } }],
    });
    expect(
      (await http('PUT', '/v1/apps/demo/certificates/fcm?appType=1', { ...asOperator, body: { projectId: 'p' } })).body,
    ).toEqual({ vendor: 'fcm', appType: 1, version: 3, warnings: [] });
    expect((await http('GET', '/v1/apps/demo/certificates/fcm', asOperator)).body).toEqual({
      vendor: 'fcm',
      appType: 1,
      version: 3,
      savedAt: 4,
    });
    expect(await http('GET', '/v1/apps/demo/certificates/oppo', asOperator)).toMatchObject({ status: 404 });
    expect(await http('GET', '/v1/apps/none/certificates', asOperator)).toMatchObject({
      status: 404,
      body: { error: { code: 'APP_NOT_FOUND' } },
    });
    const vendors = { xiaomi: { channelID: 'c', clickAction: { kind: 'openPage', value: 'intent:#' } } };
    expect(await http('PUT', '/v1/apps/demo/resources/calls', { ...asOperator, body: { vendors } })).toMatchObject({
      status: 200,
    });
    expect((await http('GET', '/v1/apps/demo/resources/calls', asOperator)).body).toEqual({
      resourcesID: 'calls',
      vendors: { xiaomi: { channelID: 'c' } },
    });
    expect(await http('GET', '/v1/apps/demo/resources/none', asOperator)).toMatchObject({ status: 404 });
  });
});

describe('gRPC', () => {
  const clients: { close(): void }[] = [];
  const client = <Definition>(contract: ServiceContract<Definition>, key = apiKey) => {
    const made = createClient(contract, {
      address: harness.gateway.grpcAddress,
      key: new Secret(key),
      deadlineMs: 5_000,
    });
    clients.push(made);
    return made;
  };
  afterAll(() => clients.forEach((made) => made.close()));

  it('sends one and many; what the caller must handle is a value, not a status', async () => {
    const messages = client(messageService);
    const message = { fromUserId: 'dan', toGroupId: 'team', text: 'x' };
    const one = await messages.sendMessage({ app: APP, message });
    expect(one).toMatchObject({ result: 'accepted', accepted: { messageId: expect.any(String) as unknown } });
    expect(await messages.sendMessage({ app: APP, message: { ...message, toGroupId: 'none' } })).toMatchObject({
      refused: { code: 'GROUP_NOT_FOUND', field: 'toGroupID' },
    });
    await expect(
      messages.sendMessage({ app: APP, message: { ...message, pushConfig: { title: 'x'.repeat(65), content: 'c' } } }),
    ).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      field: 'pushConfig.title',
    });
    const pushConfig = {
      title: 't',
      content: 'c',
      payload: '{}',
      resourcesId: 'calls',
      threadId: 'thread',
      enableBadge: true,
      badgeIncrement: 2,
      templateId: 'p-7',
      titleParameters: { name: 'Dan' },
      contentParameters: { text: 'x' },
      vendors: { oppo: { bigText: true, category: 'ORDER', showTtlSeconds: 60 } },
    };
    const { results } = await messages.sendMessages({
      app: APP,
      messages: [message, { fromUserId: 'dan' }, { ...message, pushConfig }],
    });
    expect(results.map(({ result }) => result)).toEqual(['accepted', 'refused', 'accepted']);
    const event = await until(() => accepted.find(({ messageId }) => messageId === results[2]?.accepted?.messageId));
    expect(event.pushConfig).toMatchObject(pushConfig);
    await expect(messages.sendMessages({ app: APP, messages: [] })).rejects.toMatchObject({ field: 'messages' });
  });

  it.each([
    ['nobody who receives', { fromUserId: 'dan', text: 'x' }, 'toUserID'],
    ['no content', { fromUserId: 'dan', toUserId: 'bob' }, 'text'],
    [
      '2,001 receivers',
      { fromUserId: 'dan', toGroupId: 'team', text: 'x', targetUserIds: users(2_001) },
      'targetUserIDs',
    ],
    [
      'a list of targets that came out empty',
      { fromUserId: 'dan', toGroupId: 'team', text: 'x', onlyTargets: true },
      'targetUserIDs',
    ],
    ['a user id that is too long', { fromUserId: 'd'.repeat(65), toUserId: 'bob', text: 'x' }, 'fromUserID'],
  ])('refuses a message with %s, naming the field', async (_title, message, field) => {
    await expect(client(messageService).sendMessage({ app: APP, message })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      field,
    });
  });

  it.each([
    [
      'an unknown resource',
      { toUserId: 'b', pushConfig: { title: 't', content: 'c', resourcesId: 'no' } },
      'UNKNOWN_RESOURCE',
      'pushConfig.resourcesID',
    ],
    ['a text that is too long', { toUserId: 'b', text: 'x'.repeat(2_049) }, 'TEXT_TOO_LONG', 'text'],
    ['a group that does not exist', { toGroupId: 'none' }, 'GROUP_NOT_FOUND', 'toGroupID'],
    ['somebody who is no member', { fromUserId: 'eve', toGroupId: 'team' }, 'NOT_A_MEMBER', 'toGroupID'],
  ])('answers %s with a refusal, naming the field', async (_title, over, code, field) => {
    const message = { fromUserId: 'dan', text: 'x', ...over };
    expect(await client(messageService).sendMessage({ app: APP, message })).toMatchObject({
      result: 'refused',
      refused: { code, field },
    });
  });

  it.each([
    ['with a wrong key', 'wrong', APP],
    ['for an unknown app', apiKey, 'other'],
  ])('refuses callers %s', async (_title, key, app) => {
    const message = { fromUserId: 'a', toUserId: 'b', text: 'x' };
    await expect(client(messageService, key).sendMessage({ app, message })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    await expect(client(groupService, key).joinGroup({ app, groupId: 'team', userId: 'x' })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    await expect(client(traceService, key).getMessageTrace({ app, messageId: 'm' })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it.each([
    'im.v1.MessageService/SendMessage',
    'im.v1.MessageService/SendMessages',
    'im.v1.GroupService/CreateGroup',
    'presence.v1.PresenceService/GetPresence',
    'push.v1.TraceService/GetMessageTrace',
    'admin.v1.AdminService/CreateApp',
  ])('refuses %s without a key', async (rpc) => {
    await expect(callWithoutKey(client(messageService).channel, `/bellhop.${rpc}`)).rejects.toMatchObject({
      code: UNAUTHENTICATED,
      details: 'authorization: Bearer <key> is missing',
    });
  });

  it('says that it is healthy, without a key', async () => {
    expect(await callWithoutKey(client(messageService).channel, '/grpc.health.v1.Health/Check')).toEqual(SERVING);
  });

  it('shows its services and their descriptions by reflection', async () => {
    const { channel } = client(messageService);
    const services = await reflect(channel, { list: true });
    for (const name of [
      'im.v1.MessageService',
      'im.v1.GroupService',
      'presence.v1.PresenceService',
      'push.v1.TraceService',
      'admin.v1.AdminService',
    ]) {
      expect(services).toContain(`bellhop.${name}`);
    }
    expect(services).not.toContain('DeliveryService');
    const described = await reflect(channel, { symbol: 'bellhop.im.v1.MessageService' });
    for (const name of ['SendMessages', 'OutgoingMessage', 'from_user_id']) expect(described).toContain(name);
    // Types of other packages from the root, maps by the names that protoc gives: otherwise grpcurl describes nothing.
    const admin = await reflect(channel, { symbol: 'bellhop.admin.v1.AdminService' });
    for (const name of ['.bellhop.push.v1.Vendor', 'VendorsEntry', 'bellhop/push/v1/vendor.proto'])
      expect(admin).toContain(name);
    expect(services).toContain('grpc.health.v1.Health');
    expect(await reflect(channel, { symbol: 'grpc.health.v1.Health' })).toContain('HealthCheckRequest');
  });

  it('forwards groups, presence, traces and, for operators, administration', async () => {
    const groups = client(groupService);
    expect(await groups.joinGroup({ app: APP, groupId: 'none', userId: 'x' })).toMatchObject({
      refusal: 'GROUP_REFUSAL_GROUP_NOT_FOUND',
    });
    await expect(groups.joinGroup({ app: APP, groupId: 'a/b', userId: 'x' })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
    expect((await client(presenceService).getPresence({ app: APP, userIds: ['x'] })).users).toHaveLength(1);
    expect(
      (await client(traceService, operatorKey).getMessageTrace({ app: APP, messageId: 'm' })).entries,
    ).toHaveLength(1);
    expect((await client(adminService, operatorKey).listApps({})).apps).toHaveLength(1);
    await expect(client(adminService).listApps({})).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: 'the operator key is not valid',
    });
  });
});
