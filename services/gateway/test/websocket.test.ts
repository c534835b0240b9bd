import { followTopic } from '@bellhop/kafka';
import { messageAccepted, type MessageAccepted } from '@bellhop/contracts';
import { until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP, startHarness, storedMessage, type Harness } from './harness.ts';
import { openRawClient } from './raw-client.ts';

let harness: Harness;
const accepted: MessageAccepted[] = [];

beforeAll(async () => {
  harness = await startHarness();
  const follower = await followTopic(harness.kafka, messageAccepted, (event) => event && accepted.push(event), {
    onFatal: harness.context.onFatal,
    purpose: 'test.accepted',
  });
  stopFollower = () => follower.stop();
});
let stopFollower: () => Promise<void> = () => Promise.resolve();

afterAll(async () => {
  await stopFollower();
  await harness.close();
  expect(harness.context.fatal).toEqual([]);
});

/** Above what a frame may have, and below what ends a connection unread. */
const oversizeFrame = JSON.stringify({ v: 1, id: 1, type: 'send', body: { text: 'x'.repeat(140_000) } });
const open = () => openRawClient(harness.gateway.httpUrl);

describe('frames before login', () => {
  it.each([
    ['what is not JSON', '{"v":1,', 'MALFORMED_FRAME', undefined],
    [
      'too many members',
      `{"v":1,"id":1,"type":"login","body":{"x":[${'1,'.repeat(20_000)}1]}}`,
      'MALFORMED_FRAME',
      undefined,
    ],
    ['another version', '{"v":2,"id":1,"type":"login","body":{}}', 'UNSUPPORTED_VERSION', 'v'],
    ['unknown envelope fields', '{"v":1,"id":1,"type":"login","body":{},"extra":1}', 'MALFORMED_FRAME', 'extra'],
    ['an unknown type', '{"v":1,"id":1,"type":"dance","body":{}}', 'UNKNOWN_TYPE', 'type'],
    ['a frame that needs a login', '{"v":1,"id":1,"type":"heartbeat","body":{}}', 'NOT_LOGGED_IN', 'type'],
    ['an oversize frame', oversizeFrame, 'FRAME_TOO_LARGE', undefined],
  ])('answers %s with an error and closes', async (_title, text, code, field) => {
    const client = await open();
    client.sendRaw(text);
    const { body } = await client.next('error');
    expect({ code: body['code'], field: body['field'] }).toEqual({ code, field });
    expect(await client.closed).toEqual({ code: 4000 });
  });

  it('ends a connection that sends much too much', async () => {
    const client = await open();
    client.sendRaw('x'.repeat(300_000));
    expect(await client.closed).toEqual({ code: 1009 });
  });

  it('takes a bounded number of connections without login: the oldest makes room', async () => {
    const clients = [];
    for (let n = 0; n < 10; n += 1) clients.push(await open());
    const [oldest, ...others] = clients;
    const newest = await open();
    expect((await oldest?.closed)?.code).toBe(4005);
    expect((await newest.login('late')).type).toBe('ok');
    for (const client of [...others, newest]) client.close();
    await Promise.all(others.map((client) => client.closed));
  });
});

describe('sending', () => {
  it('answers when Kafka has the message; a retry with the same local id is the same message', async () => {
    const client = await open();
    await client.login('sam');
    const message = {
      toUserID: 'bob',
      text: 'hello',
      localMessageID: 'l1',
      pushConfig: {
        title: 'Sam',
        content: 'hello',
        payload: '{}',
        resourcesID: 'calls',
        threadID: 't',
        enableBadge: true,
        badgeIncrement: 2,
        templateID: 'p-7',
        titleParameters: { name: 'Sam' },
        contentParameters: { text: 'hello' },
      },
    };
    const first = await client.request('send', message);
    const again = await client.request('send', message);
    expect(first).toMatchObject({ type: 'ok', body: { conversationID: 'peer/bob/sam' } });
    expect(again.body['messageID']).toBe(first.body['messageID']);
    const event = await until(() => accepted.find(({ messageId }) => messageId === first.body['messageID']));
    expect(event).toMatchObject({
      app: APP,
      senderUserId: 'sam',
      senderDeviceId: 'sam-phone',
      toUserId: 'bob',
      text: 'hello',
      pushConfig: {
        title: 'Sam',
        content: 'hello',
        payload: '{}',
        resourcesId: 'calls',
        threadId: 't',
        enableBadge: true,
        badgeIncrement: 2,
        templateId: 'p-7',
        titleParameters: { name: 'Sam' },
        contentParameters: { text: 'hello' },
      },
    });
    client.close();
  });

  it('refuses bad messages with the field at fault and keeps the connection', async () => {
    harness.groups.set('team', new Set(['dan']));
    const client = await open();
    await client.login('sue');
    const push = { title: 't', content: 'c' };
    const cases: [object, string, string | undefined][] = [
      [{ toUserID: 'bob' }, 'INVALID_ARGUMENT', 'text'],
      [{ toUserID: 'bob', text: 'x', colour: 'red' }, 'INVALID_ARGUMENT', 'colour'],
      [
        { toUserID: 'bob', text: 'x', pushConfig: { ...push, title: 'x'.repeat(65) } },
        'INVALID_ARGUMENT',
        'pushConfig.title',
      ],
      [
        { toUserID: 'bob', text: 'x', pushConfig: { ...push, resourcesID: 'nope' } },
        'UNKNOWN_RESOURCE',
        'pushConfig.resourcesID',
      ],
      [{ toUserID: 'bob', text: 'x'.repeat(2_049) }, 'TEXT_TOO_LONG', 'text'],
      [{ toGroupID: 'nowhere', text: 'x' }, 'GROUP_NOT_FOUND', 'toGroupID'],
      [{ toGroupID: 'team', text: 'x' }, 'NOT_A_MEMBER', 'toGroupID'],
      [
        { toGroupID: 'team', text: 'x', targetUserIDs: Array.from({ length: 2_001 }, (_, n) => `u${n}`) },
        'INVALID_ARGUMENT',
        'targetUserIDs',
      ],
    ];
    for (const [body, code, field] of cases) {
      expect(await client.request('send', body)).toMatchObject({ type: 'error', body: { code, field } });
    }
    for (const [text, code] of [
      ['not json', 'MALFORMED_FRAME'],
      [oversizeFrame, 'FRAME_TOO_LARGE'],
    ] as const) {
      client.sendRaw(text);
      const answer = await until(() => client.frames.find(({ body }) => body['code'] === code));
      expect(answer.replyTo).toBeUndefined();
    }
    expect((await client.request('heartbeat')).type).toBe('ok');
    client.close();
  });

  it('takes messages to users while message-store is away, and tells senders to groups to try again', async () => {
    harness.groups.set('staff', new Set(['uma']));
    const client = await open();
    await client.login('uma');
    harness.store.isDown = true;
    expect(await client.request('send', { toGroupID: 'staff', text: 'x' })).toMatchObject({
      body: { code: 'UNAVAILABLE', retryAfterMs: expect.any(Number) as unknown },
    });
    expect(await client.request('send', { toUserID: 'bob', text: 'x' })).toMatchObject({ type: 'ok' });
    harness.store.isDown = false;
    expect(await client.request('send', { toGroupID: 'staff', text: 'x' })).toMatchObject({ type: 'ok' });
    client.close();
  });

  it('lets ten messages a second through and tells the eleventh when to come back', async () => {
    const client = await open();
    await client.login('max');
    const started = Date.now();
    const texts = Array.from({ length: 20 }, (_, n) => `${n}`);
    const answers = await Promise.all(texts.map((text) => client.request('send', { toUserID: 'bob', text })));
    const refilled = Math.ceil((Date.now() - started) / 100);
    const taken = texts.filter((_, n) => answers[n]?.type === 'ok');
    expect(taken.slice(0, 10)).toEqual(texts.slice(0, 10));
    expect(taken.length).toBeLessThan(11 + refilled);
    expect(answers.find(({ type }) => type === 'error')).toMatchObject({
      body: { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) as unknown },
    });
    const order = await until(() => {
      const arrived = accepted.filter(({ senderUserId }) => senderUserId === 'max').map(({ text }) => text);
      return arrived.length >= taken.length && arrived;
    });
    expect(order).toEqual(taken);
    await until(async () => (await client.request('send', { toUserID: 'bob', text: 'later' })).type === 'ok');
    client.close();
  });
});

describe('delivery', () => {
  const target = { userId: 'bob', deviceId: 'bob-phone' };

  it('delivers to the socket, and tells message-store what the client acknowledges', async () => {
    const bob = await open();
    await bob.login('bob');
    const stream = harness.openDelivery();
    stream.deliver({
      deliveryId: 1,
      app: APP,
      message: storedMessage(1),
      targets: [target, { userId: 'bob', deviceId: 'elsewhere' }],
    });
    expect((await bob.next('message')).body).toEqual({
      messageID: 'm-1',
      conversationID: 'peer/alice/bob',
      seq: 1,
      fromUserID: 'alice',
      toUserID: 'bob',
      text: 'text 1',
      acceptedAt: 1_001,
    });
    await until(() => stream.results.length === 1);
    expect(stream.results[0]).toMatchObject({ deviceId: 'elsewhere', status: 'DELIVERY_STATUS_GONE' });
    expect(
      await bob.request('ack', { messages: [{ messageID: 'm-1', conversationID: 'peer/alice/bob', seq: 1 }] }),
    ).toMatchObject({ body: { acknowledged: 1 } });
    await until(() => stream.results.length === 2);
    expect(stream.results[1]).toMatchObject({ deliveryId: 1, ...target, status: 'DELIVERY_STATUS_ACKNOWLEDGED' });
    stream.end();
    bob.close();
    await stream.ended;
  });

  it('answers GONE for what is outstanding when the connection ends, and for what is too much', async () => {
    const bob = await open();
    await bob.login('bob');
    const stream = harness.openDelivery();
    for (let seq = 1; seq <= 6; seq += 1)
      stream.deliver({ deliveryId: seq, app: APP, message: storedMessage(seq), targets: [target] });
    await until(() => stream.results.length === 1);
    expect(stream.results[0]).toMatchObject({ deliveryId: 6, status: 'DELIVERY_STATUS_GONE' });
    bob.socket.terminate();
    await until(() => stream.results.length === 6);
    expect(stream.results.every(({ status }) => status === 'DELIVERY_STATUS_GONE')).toBe(true);
    stream.end();
    await stream.ended;
  });
});

describe('groups, sync and push registration', () => {
  it('forwards them in the name of the user', async () => {
    const client = await open();
    await client.login('gus');
    expect(
      (await client.request('createGroup', { groupID: 'club', name: 'Club', memberUserIDs: ['ida'] })).body,
    ).toEqual({ memberCount: 2 });
    expect((await client.request('inviteToGroup', { groupID: 'club', userIDs: ['jon'] })).body).toEqual({
      memberCount: 3,
    });
    expect((await client.request('listGroupMembers', { groupID: 'club' })).body['members']).toContainEqual({
      userID: 'ida',
      role: 'member',
      joinedAt: 1,
      isMuted: false,
    });
    expect(await client.request('joinGroup', { groupID: 'nowhere' })).toMatchObject({
      type: 'error',
      body: { code: 'GROUP_NOT_FOUND' },
    });
    expect((await client.request('send', { toGroupID: 'club', text: 'hi' })).type).toBe('ok');
    const many = Array.from({ length: 2_001 }, (_, n) => `u${n}`);
    expect(await client.request('inviteToGroup', { groupID: 'club', userIDs: many })).toMatchObject({
      body: { code: 'INVALID_ARGUMENT', field: 'userIDs' },
    });
    expect(await client.request('createGroup', { groupID: 'big', memberUserIDs: many })).toMatchObject({
      body: { code: 'INVALID_ARGUMENT', field: 'memberUserIDs' },
    });
    expect((await client.request('leaveGroup', { groupID: 'club' })).type).toBe('ok');
    expect(await client.request('send', { toGroupID: 'club', text: 'hi' })).toMatchObject({
      body: { code: 'NOT_A_MEMBER' },
    });

    expect((await client.request('registerPush', { vendor: 'xiaomi', token: 't' })).body).toEqual({
      pushID: 'push-gus-phone',
    });
    expect(await client.request('registerPush', { vendor: 'nokia', token: 't' })).toMatchObject({
      body: { code: 'INVALID_ARGUMENT', field: 'vendor' },
    });
    harness.store.missed = [storedMessage(1), storedMessage(2), storedMessage(3)];
    const page = await client.request('sync', { pageSize: 2 });
    expect(page.body).toMatchObject({ messages: [{ seq: 1 }, { seq: 2 }], nextPageToken: '2' });
    expect((await client.request('ackSync', { positions: [{ conversationID: 'peer/alice/bob', seq: 2 }] })).type).toBe(
      'ok',
    );
    expect(harness.store.ackedPositions).toEqual([{ conversationId: 'peer/alice/bob', seq: 2 }]);
    harness.store.missed = [];
    client.close();
  });
});
