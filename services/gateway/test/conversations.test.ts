import {
  messageAccepted,
  type ConversationRefusal,
  type ConversationServiceDefinition,
  type MessageAccepted,
} from '@bellhop/contracts';
import { conversationService, createClient, messageService, type Handlers } from '@bellhop/grpc';
import { followTopic, type Follower } from '@bellhop/kafka';
import { Secret } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { APP, apiKey, startHarness, storedMessage, type Harness } from './harness.ts';
import { openRawClient } from './raw-client.ts';

let harness: Harness;
let follower: Follower;
const accepted: MessageAccepted[] = [];

beforeAll(async () => {
  harness = await startHarness();
  harness.groups.set('team', new Set(['dan', 'eve']));
  follower = await followTopic(harness.kafka, messageAccepted, (event) => event && accepted.push(event), {
    onFatal: harness.context.onFatal,
    purpose: 'test.accepted',
  });
});
beforeEach(() => {
  harness.store.conversations.length = 0;
  harness.store.answers = {};
});
afterAll(async () => {
  await follower.stop();
  await harness.close();
  expect(harness.context.fatal).toEqual([]);
});

const http = async (method: string, path: string, body?: object) => {
  const response = await fetch(`${harness.gateway.httpUrl}/v1/apps/${APP}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const grpcTo = () => ({ address: harness.gateway.grpcAddress, key: new Secret(apiKey), deadlineMs: 3_000 });
const logIn = async (userID: string, deviceID?: string) => {
  const client = await openRawClient(harness.gateway.httpUrl);
  await client.login(userID, deviceID);
  return client;
};
const asked = () => harness.store.conversations.at(-1);
const answering = (answers: Partial<Handlers<ConversationServiceDefinition>>) => {
  harness.store.answers = answers;
};

describe('a message of a newer kind', () => {
  const url = 'https://media.example/1';
  const media = { kind: 'image', url, name: 'cat.png', sizeBytes: 5_000_000_000, thumbnailURL: `${url}.small` };
  const asStored = {
    kind: 'MEDIA_KIND_IMAGE',
    url,
    name: 'cat.png',
    sizeBytes: 5_000_000_000,
    thumbnailUrl: `${url}.small`,
  } as const;

  it('is accepted at all three doors alike, with its mentions', async () => {
    const message = { toGroupID: 'team', media, mentions: { userIDs: ['eve'], notify: true } };
    const client = await logIn('dan');
    const overSocket = await client.request('send', message);
    const overHttp = await http('POST', '/messages', { ...message, fromUserID: 'dan' });
    const grpc = createClient(messageService, grpcTo());
    const overGrpc = await grpc.sendMessage({
      app: APP,
      message: { fromUserId: 'dan', toGroupId: 'team', media: asStored, mentions: { userIds: ['eve'], notify: true } },
    });
    for (const id of [overSocket.body['messageID'], overHttp.body['messageID'], overGrpc.accepted?.messageId]) {
      const event = await until(() => accepted.find(({ messageId }) => messageId === id));
      expect(event).toMatchObject({
        content: 'media',
        media: asStored,
        mentions: { userIds: ['eve'], all: false, notify: true },
      });
    }
    grpc.close();
    client.close();
  });

  it('may mention everybody past every mute when an admin or the owner sends it, at all three doors alike', async () => {
    const mentions = { all: true, notify: true };
    const client = await logIn('dan');
    const grpc = createClient(messageService, grpcTo());
    const inGrpc = { fromUserId: 'dan', toGroupId: 'team', text: 'x', mentions };
    const send = async () => [
      (await client.request('send', { toGroupID: 'team', text: 'x', mentions })).body,
      (await http('POST', '/messages', { fromUserID: 'dan', toGroupID: 'team', text: 'x', mentions })).body['error'],
      (await grpc.sendMessage({ app: APP, message: inGrpc })).refused,
      (await grpc.dryRunMessage({ app: APP, message: inGrpc })).refused,
    ];
    const refused = { code: 'NOT_ALLOWED', field: 'mentions.notify' };
    expect(await send()).toMatchObject([refused, refused, refused, refused]);
    const plain = await client.request('send', { toGroupID: 'team', text: 'x', mentions: { all: true } });
    expect(plain.type).toBe('ok');
    harness.store.admins.add('eve');
    const { body } = await http('POST', '/messages', { fromUserID: 'eve', toGroupID: 'team', text: 'x', mentions });
    expect(body).toHaveProperty('messageID');
    grpc.close();
    client.close();
  });

  it.each([
    ['media.url', { media: { ...media, url: `https://x/${'x'.repeat(2_040)}` } }, '2050 characters, 2048'],
    ['media.name', { media: { ...media, name: 'x'.repeat(257) } }, '257 characters, 256'],
    ['combined.previews', { combined: { title: 't', previews: Array(6).fill('x'), data: '' } }, '6 entries, 5'],
    [
      'mentions.userIDs',
      { text: 'x', mentions: { userIDs: Array.from({ length: 51 }, (_, n) => `u${n}`) } },
      '51 users, 50',
    ],
    ['combined.data', { combined: { title: 't', previews: ['x'], data: 'x'.repeat(2_049) } }, '2049 bytes, 2048'],
  ])('is refused at all three doors alike for %s, with the limit and by how much', async (field, content, problem) => {
    const client = await logIn('dan');
    const overSocket = await client.request('send', { toGroupID: 'team', ...content });
    const overHttp = await http('POST', '/messages', { fromUserID: 'dan', toGroupID: 'team', ...content });
    const grpc = createClient(messageService, grpcTo());
    const { mentions, ...said } = content as { mentions?: { userIDs: string[] }; media?: object };
    const overGrpc = await grpc
      .sendMessages({
        app: APP,
        messages: [
          {
            fromUserId: 'dan',
            toGroupId: 'team',
            ...said,
            ...(said.media === undefined ? {} : { media: { ...asStored, ...said.media, kind: 'MEDIA_KIND_IMAGE' } }),
            ...(mentions === undefined ? {} : { mentions: { userIds: mentions.userIDs } }),
          },
        ],
      })
      .then(({ results }) => results[0]?.refused);
    for (const refusal of [overSocket.body, overHttp.body['error'], overGrpc]) {
      expect(refusal).toMatchObject({ field });
      expect((refusal as { message: string }).message).toContain(problem);
    }
    grpc.close();
    client.close();
  });

  it('is refused under the local id of another one', async () => {
    const client = await logIn('dan');
    const send = (content: object) => client.request('send', { toGroupID: 'team', localMessageID: 'same', ...content });
    expect((await send({ media })).type).toBe('ok');
    expect((await send({ media })).type).toBe('ok');
    for (const other of [
      { media: { ...media, name: 'dog.png' } },
      { combined: { title: 't', previews: ['x'], data: '' } },
      { media, mentions: { all: true } },
    ])
      expect((await send(other)).body).toMatchObject({ code: 'LOCAL_ID_CONFLICT' });
    client.close();
  });

  it('is delivered and synced with what it says, without what was not said; a revoked one without content', async () => {
    const client = await logIn('bob');
    const delivery = harness.openDelivery();
    const combined = { title: 't', previews: ['p'], data: 'd' };
    const kinds = [
      storedMessage(1, { text: undefined as never, media: { kind: 'MEDIA_KIND_AUDIO', url, durationMs: 5 } }),
      storedMessage(2, { text: undefined as never, combined, mentions: { all: true } }),
      storedMessage(3, { text: undefined as never, revocation: { messageId: 'm-9', seq: 9, senderUserId: 'alice' } }),
      storedMessage(4, { text: undefined as never, revokedByUserId: 'alice' }),
    ].map(({ text: _, ...rest }) => rest);
    kinds.forEach((message, index) =>
      delivery.deliver({ deliveryId: index, app: APP, message, targets: [{ userId: 'bob', deviceId: 'bob-phone' }] }),
    );
    const live = await until(() => {
      const frames = client.frames.filter(({ type }) => type === 'message');
      return frames.length === kinds.length && frames.map(({ body }) => body);
    });
    harness.store.missed = kinds.slice(0, 2);
    const { body } = await client.request('sync');
    expect(body['messages']).toEqual(live.slice(0, 2));
    expect(live).toMatchObject([
      { media: { kind: 'audio', url, durationMs: 5 } },
      { combined, mentions: { all: true } },
      { revocation: { messageID: 'm-9', seq: 9, fromUserID: 'alice' } },
      { revokedByUserID: 'alice' },
    ]);
    expect(live[0]?.['media']).toEqual({ kind: 'audio', url, durationMs: 5 });
    for (const said of live) expect(said).not.toHaveProperty('text');
    harness.store.missed = [];
    delivery.end();
    client.close();
  });
});

describe('what there is to say of a conversation', () => {
  it('is told over the connection, and needs no acknowledgement', async () => {
    const client = await logIn('cleo');
    const delivery = harness.openDelivery();
    const targets = [{ userId: 'cleo', deviceId: 'cleo-phone' }];
    const conversationId = 'peer/alice/cleo';
    const news = [
      { read: { userId: 'alice', seq: 7, atMs: 5 } },
      { deleted: { messageIds: ['m'] } },
      { deleted: { upToSeq: 9 } },
      { notificationStatus: { notifyMode: 'NOTIFY_MODE_MENTIONS' as const, muteUntilMs: 8 } },
      {}, // of a newer message-store
    ];
    news.forEach((one, index) =>
      delivery.deliver({ deliveryId: index, app: APP, conversationNews: { conversationId, ...one }, targets }),
    );
    await until(() => delivery.results.length === news.length);
    expect(delivery.results.every(({ status }) => status === 'DELIVERY_STATUS_ACKNOWLEDGED')).toBe(true);
    const conversationID = conversationId;
    await until(() => client.frames.some(({ type }) => type === 'conversationNotificationStatusChanged'));
    expect(
      client.frames.filter(({ replyTo }) => replyTo === undefined).map(({ type, body }) => ({ type, body })),
    ).toEqual([
      { type: 'conversationRead', body: { conversationID, userID: 'alice', seq: 7, readAt: 5 } },
      { type: 'messagesDeleted', body: { conversationID, messageIDs: ['m'] } },
      { type: 'messagesDeleted', body: { conversationID, upToSeq: 9 } },
      { type: 'conversationNotificationStatusChanged', body: { conversationID, notifyMode: 'mentions', muteUntil: 8 } },
    ]);
    delivery.end();
    client.close();
  });
});

describe('calls about conversations', () => {
  const conversationID = `peer/${'a'.repeat(64)}/${'b'.repeat(64)}`;
  const path = `/users/dan/conversations/${encodeURIComponent(conversationID)}`;

  it('are made by clients in their own name and with their device, by services in that of a user', async () => {
    answering({ MarkConversationRead: () => Promise.resolve({ readSeq: 7, unreadCount: 1 }) });
    const client = await logIn('dan');
    expect((await client.request('markConversationRead', { conversationID, seq: 7 })).body).toEqual({
      readSeq: 7,
      unreadCount: 1,
    });
    expect(asked()).toMatchObject({ app: APP, userId: 'dan', deviceId: 'dan-phone', conversationId: conversationID });
    expect(await http('POST', `${path}/read`, { seq: 7 })).toMatchObject({ status: 200, body: { unreadCount: 1 } });
    expect(asked()).toMatchObject({ userId: 'dan', deviceId: '', conversationId: conversationID, seq: 7 });
    const grpc = createClient(conversationService, grpcTo());
    expect(
      await grpc.markConversationRead({
        app: APP,
        userId: 'dan',
        conversationId: conversationID,
        seq: 7,
        deviceId: 'x',
      }),
    ).toMatchObject({ readSeq: 7 });
    expect(asked()).toMatchObject({ userId: 'dan', deviceId: '' }); // only a connection says which device it is
    grpc.close();
    expect(
      (await client.request('markConversationRead', { conversationID, seq: 7, userID: 'eve' })).body,
    ).toMatchObject({
      code: 'INVALID_ARGUMENT',
      field: 'userID',
    });
    client.close();
  });

  it('set notifications, revoke and delete', async () => {
    answering({
      SetConversationNotificationStatus: () => Promise.resolve({}),
      RevokeMessage: () => Promise.resolve({ revocationMessageId: 'r' }),
      DeleteMessages: () => Promise.resolve({ deletedCount: 2 }),
      DeleteConversation: () => Promise.resolve({ deletedSeq: 9 }),
    });
    const client = await logIn('dan');
    await client.request('setConversationNotificationStatus', { conversationID, notifyMode: 'mentions', muteUntil: 9 });
    expect(asked()).toMatchObject({ userId: 'dan', notifyMode: 'NOTIFY_MODE_MENTIONS', muteUntilMs: 9 });
    expect(await http('PUT', `${path}/notification-status`, { notifyMode: 'none' })).toMatchObject({ status: 200 });
    expect(asked()).toMatchObject({ notifyMode: 'NOTIFY_MODE_NONE', muteUntilMs: 0 });

    const pushConfig = { title: 'Dan', content: 'revoked', resourcesID: 'calls' };
    const revoked = await client.request('revokeMessage', { conversationID, messageID: 'm', pushConfig });
    expect(revoked.body).toEqual({ revocationMessageID: 'r' });
    expect(asked()).toMatchObject({ userId: 'dan', messageId: 'm', pushConfig: { resourcesId: 'calls' } });
    const revokePath = `/conversations/${encodeURIComponent(conversationID)}/messages/m/revoke`;
    expect(await http('POST', revokePath, {})).toMatchObject({ status: 200, body: { revocationMessageID: 'r' } });
    expect(asked()).toMatchObject({ userId: '', pushConfig: null });
    expect(await http('POST', revokePath, { pushConfig: { ...pushConfig, resourcesID: 'none' } })).toMatchObject({
      status: 400,
      body: { error: { code: 'UNKNOWN_RESOURCE', field: 'pushConfig.resourcesID' } },
    });

    expect((await client.request('deleteMessages', { conversationID, messageIDs: ['m', 'n'] })).body).toEqual({
      deletedCount: 2,
    });
    expect(await http('POST', `${path}/delete-messages`, { messageIDs: Array(101).fill('m') })).toMatchObject({
      status: 400,
      body: { error: { field: 'messageIDs', message: expect.stringContaining('101 messages, 100') as string } },
    });
    expect(await http('DELETE', path)).toMatchObject({ status: 200, body: { deletedSeq: 9 } });
    client.close();
  });

  it('list conversations, messages, receipts and readers', async () => {
    answering({
      ListConversations: () =>
        Promise.resolve({
          conversations: [
            {
              conversationId: 'group/g',
              groupId: 'g',
              groupName: 'G',
              unreadCount: 3,
              readSeq: 1,
              notifyMode: 'NOTIFY_MODE_NONE',
              muteUntilMs: 5,
              activeAtMs: 9,
              lastMessage: storedMessage(4),
            },
            { conversationId: 'peer/a/dan', peerUserId: 'a', notifyMode: 'NOTIFY_MODE_ALL', activeAtMs: 8 },
          ],
          nextPageToken: 'next',
        }),
      QueryMessages: () => Promise.resolve({ messages: [storedMessage(4)], nextBeforeSeq: 4 }),
      GetPeerReceipt: () => Promise.resolve({ readSeq: 1, deliveredSeq: 2 }),
      ListMessageReaders: () => Promise.resolve({ readCount: 1, receiverCount: 2, userIds: ['a'] }),
    });
    expect((await http('GET', '/users/dan/conversations?pageSize=2')).body).toEqual({
      conversations: [
        {
          conversationID: 'group/g',
          groupID: 'g',
          groupName: 'G',
          unreadCount: 3,
          readSeq: 1,
          notifyMode: 'none',
          muteUntil: 5,
          activeAt: 9,
          lastMessage: expect.objectContaining({ messageID: 'm-4', text: 'text 4' }) as object,
        },
        { conversationID: 'peer/a/dan', peerUserID: 'a', unreadCount: 0, readSeq: 0, notifyMode: 'all', activeAt: 8 },
      ],
      nextPageToken: 'next',
    });
    const page = await http('GET', `${path}/messages?beforeSeq=9&beforeAt=8&pageSize=1`);
    expect(page.body).toMatchObject({ messages: [{ messageID: 'm-4' }], nextBeforeSeq: 4 });
    expect(asked()).toMatchObject({ beforeSeq: 9, beforeAtMs: 8, pageSize: 1 });
    expect((await http('GET', `${path}/receipt`)).body).toEqual({ readSeq: 1, deliveredSeq: 2 });
    const readers = await http('GET', `/conversations/${encodeURIComponent('group/g')}/messages/m/readers`);
    expect(readers.body).toEqual({ readCount: 1, receiverCount: 2, userIDs: ['a'] });
  });

  it.each<[ConversationRefusal, string, number]>([
    ['CONVERSATION_REFUSAL_CONVERSATION_NOT_FOUND', 'CONVERSATION_NOT_FOUND', 404],
    ['CONVERSATION_REFUSAL_MESSAGE_NOT_FOUND', 'MESSAGE_NOT_FOUND', 404],
    ['CONVERSATION_REFUSAL_MESSAGE_TOO_OLD', 'MESSAGE_TOO_OLD', 409],
    ['CONVERSATION_REFUSAL_NOT_THE_SENDER', 'NOT_THE_SENDER', 403],
    ['CONVERSATION_REFUSAL_NOT_REVOCABLE', 'NOT_REVOCABLE', 409],
  ])('are refused with %s as a typed error', async (refusal, code, status) => {
    answering({ RevokeMessage: () => Promise.resolve({ refusal, limit: 120 }) });
    const answer = await http('POST', `/conversations/${encodeURIComponent(conversationID)}/messages/m/revoke`, {});
    expect(answer).toMatchObject({ status, body: { error: { code } } });
    if (code === 'MESSAGE_TOO_OLD') expect(JSON.stringify(answer.body)).toContain('older than 120 s');
  });

  it('name the limit of muted conversations', async () => {
    answering({
      SetConversationNotificationStatus: () =>
        Promise.resolve({ refusal: 'CONVERSATION_REFUSAL_TOO_MANY_MUTED' as const, limit: 500 }),
    });
    const { status, body } = await http('PUT', `${path}/notification-status`, { notifyMode: 'none' });
    expect({ status, body }).toMatchObject({ status: 409, body: { error: { code: 'TOO_MANY_MUTED' } } });
    expect(JSON.stringify(body)).toContain('muted 500 peer conversations');
  });
});
