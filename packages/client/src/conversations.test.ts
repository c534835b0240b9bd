import { describe, expect, it } from 'vitest';
import { fakeServer, turn, type FakeConnection } from './testing/fake-server.ts';
import { answerTo, bodyOf } from './testing/device-fixture.ts';
import {
  ZIM,
  ZIMConversationNotificationStatus,
  ZIMConversationType,
  ZIMMessageType,
  type ZIMEvents,
  type ZIMMessage,
  type ZIMOutgoingMessage,
} from './index.ts';

const { Peer, Group } = ZIMConversationType;

async function setUp() {
  const server = fakeServer();
  const zim = ZIM.create({ appID: 'demo', server: 'ws://im.example', deviceID: 'd', webSocket: server.webSocket });
  const events: unknown[] = [];
  const listen = (event: keyof ZIMEvents): void => zim.on(event, (it) => events.push([event, it]));
  listen('messageReceived');
  listen('messageRevokeReceived');
  listen('conversationMessageReceiptChanged');
  listen('messageDeleted');
  listen('conversationNotificationStatusChanged');
  const login = zim.login('bob', { token: 'token', userName: 'Bob' });
  const connection = await server.connection(0);
  await connection.answer('login', answerTo('bob'));
  await login;
  await connection.answer('sync', { messages: [] });
  return { zim, connection, events };
}

const stored = (seq: number, over: object = {}) => ({
  messageID: `m${seq}`,
  conversationID: 'peer/alice/bob',
  seq,
  fromUserID: 'alice',
  toUserID: 'bob',
  acceptedAt: seq,
  ...over,
});

it('tells the name with the login', async () => {
  const { connection } = await setUp();
  expect(bodyOf(connection, 'login')).toMatchObject({ token: 'token', userName: 'Bob' });
});

describe('messages of every kind', () => {
  const media = {
    fileDownloadUrl: 'https://x/a.jpg',
    fileName: 'a.jpg',
    fileSize: 7,
    mimeType: 'image/jpeg',
    width: 2,
    height: 3,
    thumbnailDownloadUrl: 'https://x/t.jpg',
  };
  const asSent = {
    url: 'https://x/a.jpg',
    name: 'a.jpg',
    sizeBytes: 7,
    mimeType: 'image/jpeg',
    width: 2,
    height: 3,
    thumbnailURL: 'https://x/t.jpg',
  };
  it.each<[ZIMOutgoingMessage, object]>([
    [{ type: ZIMMessageType.Text, message: 'hi' }, { text: 'hi' }],
    [{ type: ZIMMessageType.Custom, message: 'e4', subType: 7 }, { custom: { type: 7, data: 'e4' } }],
    [{ type: ZIMMessageType.Image, ...media }, { media: { kind: 'image', ...asSent } }],
    [
      { type: ZIMMessageType.Audio, fileDownloadUrl: 'https://x/a', durationMs: 5 },
      { media: { kind: 'audio', url: 'https://x/a', durationMs: 5 } },
    ],
    [
      { type: ZIMMessageType.Combine, title: 'Two', previews: ['a', 'b'], message: '[]' },
      { combined: { title: 'Two', previews: ['a', 'b'], data: '[]' } },
    ],
  ])('are sent and read alike: %o', async (message, body) => {
    const { zim, connection, events } = await setUp();
    const attached: ZIMMessage[] = [];
    const sending = zim.sendMessage(message, 'alice', Peer, {}, { onMessageAttached: (it) => attached.push(it) });
    const { body: sent } = await connection.answer('send', {
      messageID: 'm',
      conversationID: 'peer/alice/bob',
      acceptedAt: 9,
    });
    expect(sent).toMatchObject({ toUserID: 'alice', ...body });
    expect(attached).toMatchObject([{ ...message, messageID: '', conversationID: 'alice', senderUserID: 'bob' }]);
    expect((await sending).message).toMatchObject({
      ...message,
      messageID: 'm',
      timestamp: 9,
      localMessageID: attached[0]?.localMessageID,
    });
    connection.event('message', stored(1, body));
    await turn();
    expect(events).toMatchObject([['messageReceived', { message: '', ...message, conversationID: 'alice' }]]);
  });

  it('mention members, and everybody', async () => {
    const { zim, connection, events } = await setUp();
    const mentions = { mentionedUserIDs: ['carl'], isMentionAll: true };
    const sending = zim.sendMessage({ type: ZIMMessageType.Text, message: 'hi', ...mentions }, 'g', Group, {
      isNotifyMentionedUsers: true,
    });
    const { body } = await connection.answer('send', { messageID: 'm', conversationID: 'group/g', acceptedAt: 9 });
    await sending;
    expect(body['mentions']).toEqual({ userIDs: ['carl'], all: true, notify: true });
    connection.event(
      'message',
      stored(1, {
        conversationID: 'group/g',
        toUserID: undefined,
        toGroupID: 'g',
        text: 'hi',
        mentions: body['mentions'],
      }),
    );
    await turn();
    expect(events).toMatchObject([['messageReceived', { ...mentions, isNotifyMentionedUsers: true }]]);
  });
});

it('tells revocations as such, and acknowledges them', async () => {
  const { zim, connection, events } = await setUp();
  connection.event('message', stored(5, { revocation: { messageID: 'm3', seq: 3, fromUserID: 'alice' } }));
  await turn();
  await turn();
  expect(events).toMatchObject([
    [
      'messageRevokeReceived',
      {
        messageList: [{ type: ZIMMessageType.Revoke, revokedMessageID: 'm3', revokedSeq: 3, operatorUserID: 'alice' }],
      },
    ],
  ]);
  expect(bodyOf(connection, 'ack')).toEqual({
    messages: [{ messageID: 'm5', conversationID: 'peer/alice/bob', seq: 5 }],
  });
  const page = zim.queryHistoryMessage('alice', Peer, { count: 2, nextMessage: { conversationSeq: 5 } });
  const { body } = await connection.answer('queryMessages', {
    messages: [stored(4, { text: 'four' }), stored(3, { revokedByUserID: 'alice' })],
    nextBeforeSeq: 3,
  });
  expect(body).toEqual({ conversationID: 'peer/alice/bob', pageSize: 2, beforeSeq: 5 });
  expect(await page).toMatchObject({
    conversationID: 'alice',
    hasMore: true,
    messageList: [
      { messageID: 'm3', type: ZIMMessageType.Revoke, revokedMessageID: 'm3', operatorUserID: 'alice' },
      { messageID: 'm4', message: 'four' },
    ],
  });
});

describe('what the user does', () => {
  it('goes out under the server’s names of conversations', async () => {
    const { zim, connection } = await setUp();
    connection.event('message', stored(8, { text: 'hi' }));
    await turn();
    const does = async (done: Promise<unknown>, type: string, answer: object, body: object): Promise<unknown> => {
      expect((await connection.answer(type, answer)).body).toEqual(body);
      return done;
    };
    const message = { conversationKey: 'peer/alice/bob', messageID: 'm8' } as ZIMMessage;
    await does(zim.revokeMessage(message), 'revokeMessage', {}, { conversationID: 'peer/alice/bob', messageID: 'm8' });
    await does(
      zim.deleteMessages([message], 'alice', Peer),
      'deleteMessages',
      { deletedCount: 1 },
      { conversationID: 'peer/alice/bob', messageIDs: ['m8'] },
    );
    await does(
      zim.deleteConversation('g', Group),
      'deleteConversation',
      { deletedSeq: 1 },
      { conversationID: 'group/g' },
    );
    await does(
      zim.setConversationNotificationStatus(ZIMConversationNotificationStatus.DoNotDisturb, 'g', Group, {
        muteUntil: 5,
      }),
      'setConversationNotificationStatus',
      {},
      { conversationID: 'group/g', notifyMode: 'none', muteUntil: 5 },
    );
    expect(
      await does(
        zim.sendConversationMessageReceiptRead('alice', Peer),
        'markConversationRead',
        { readSeq: 8, unreadCount: 0 },
        { conversationID: 'peer/alice/bob', seq: 8 },
      ),
    ).toEqual({ conversationID: 'alice', conversationType: Peer, unreadMessageCount: 0 });
    await does(zim.setBadge(0), 'setBadge', {}, { badge: 0 });
    await expect(zim.deleteMessages([message], 'carl', Peer)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      field: 'messageList',
    });
  });

  it('reads a conversation of which nothing was shown up to its newest message', async () => {
    const { zim, connection } = await setUp();
    const reading = zim.sendConversationMessageReceiptRead('g', Group);
    await connection.answer('queryMessages', { messages: [stored(4, { text: 'x' })] });
    expect((await connection.answer('markConversationRead', { readSeq: 4, unreadCount: 0 })).body).toEqual({
      conversationID: 'group/g',
      seq: 4,
    });
    await reading;
  });

  it('reads up to what was shown when it is told a message that has no position yet', async () => {
    const { zim, connection } = await setUp();
    connection.event('message', stored(4, { text: 'x' }));
    await turn();
    void zim.sendConversationMessageReceiptRead('alice', Peer, { conversationSeq: 0 });
    const { body } = await connection.answer('markConversationRead', { readSeq: 4, unreadCount: 0 });
    expect(body).toEqual({ conversationID: 'peer/alice/bob', seq: 4 });
  });

  it('counts as unread what handlers have failed on', async () => {
    const { zim, connection } = await setUp();
    zim.on('messageReceived', () => Promise.reject(new Error('no window')));
    connection.event('message', stored(1, { text: 'x' }));
    await turn();
    const reading = zim.sendConversationMessageReceiptRead('alice', Peer);
    const { body } = await connection.answer('markConversationRead', { readSeq: 0, unreadCount: 1 });
    expect(body).toEqual({ conversationID: 'peer/alice/bob', seq: 0 });
    expect(await reading).toMatchObject({ unreadMessageCount: 1 });
  });

  it('elsewhere is told by events', async () => {
    const { connection, events } = await setUp();
    connection.event('conversationRead', { conversationID: 'peer/alice/bob', userID: 'alice', seq: 3, readAt: 7 });
    connection.event('messagesDeleted', { conversationID: 'group/g', upToSeq: 4 });
    connection.event('conversationNotificationStatusChanged', { conversationID: 'group/g', notifyMode: 'mentions' });
    await turn();
    expect(events).toEqual([
      [
        'conversationMessageReceiptChanged',
        {
          infos: [
            {
              conversationID: 'alice',
              conversationType: Peer,
              userID: 'alice',
              isSelf: false,
              readSeq: 3,
              readTime: 7,
            },
          ],
        },
      ],
      ['messageDeleted', { conversationID: 'g', conversationType: Group, upToSeq: 4 }],
      [
        'conversationNotificationStatusChanged',
        {
          conversationID: 'g',
          conversationType: Group,
          notificationStatus: ZIMConversationNotificationStatus.Mentions,
        },
      ],
    ]);
  });
});

it('lists conversations', async () => {
  const { zim, connection } = await setUp();
  const list = zim.queryConversationList({ count: 1 });
  await connection.answer('listConversations', {
    conversations: [
      {
        conversationID: 'group/g',
        groupID: 'g',
        groupName: 'G',
        unreadCount: 2,
        readSeq: 1,
        notifyMode: 'none',
        muteUntil: 9,
        activeAt: 8,
        lastMessage: stored(3, { conversationID: 'group/g', toUserID: undefined, toGroupID: 'g', text: 'hi' }),
      },
    ],
    nextPageToken: 'next',
  });
  expect(await list).toMatchObject({
    conversationList: [
      {
        conversationID: 'g',
        conversationType: Group,
        conversationName: 'G',
        unreadMessageCount: 2,
        notificationStatus: 2,
        muteUntil: 9,
        activeTime: 8,
        lastMessage: { message: 'hi' },
      },
    ],
    nextFlag: 'next',
  });
});

it('changes the user’s rule, and ends quiet hours', async () => {
  const { zim, connection } = await setUp();
  const settings = { userName: 'Bob', badge: 3, quietPlatforms: { onlinePlatforms: ['web'], quietPlatforms: ['ios'] } };
  const changing = zim.updateUserOfflinePushRule({
    onlinePlatforms: ['web'],
    notToReceiveOfflinePushPlatforms: ['ios'],
    quietHours: null,
  });
  expect((await connection.answer('updateUserSettings', { settings })).body).toEqual({
    quietPlatforms: settings.quietPlatforms,
    quietHours: {},
  });
  expect(await changing).toEqual({ onlinePlatforms: ['web'], notToReceiveOfflinePushPlatforms: ['ios'] });
  const asking = zim.querySelfUserInfo();
  await connection.answer('getUserSettings', {
    settings: { ...settings, quietHours: { from: '22:00', to: '07:00', timeZone: '', days: [] } },
  });
  expect(await asking).toEqual({
    userID: 'bob',
    userName: 'Bob',
    badge: 3,
    offlinePushRule: {
      onlinePlatforms: ['web'],
      notToReceiveOfflinePushPlatforms: ['ios'],
      quietHours: { from: '22:00', to: '07:00' },
    },
  });
});

it('logs in offline: resolves without a server, and sends what was said when there is one', async () => {
  const server = fakeServer();
  const zim = ZIM.create({
    appID: 'demo',
    server: 'ws://im.example',
    deviceID: 'd',
    webSocket: server.webSocket,
    reconnect: { firstMs: 1, maxMs: 2 },
  });
  const login = zim.login('bob', { token: 'token', isOfflineLogin: true });
  const first: FakeConnection = await server.connection(0);
  first.close(1006);
  expect(await login).toEqual({ userID: 'bob' });
  expect(zim.connectionState).toBe('reconnecting');
  const sending = zim.sendMessage({ type: ZIMMessageType.Text, message: 'hi' }, 'alice', Peer);
  const second = await server.connection(1);
  await second.answer('login', answerTo('bob'));
  await second.answer('send', { messageID: 'm', conversationID: 'peer/alice/bob', acceptedAt: 1 });
  expect((await sending).messageID).toBe('m');
});

it('the history before a message that was sent from here, which has no position yet, is that before its time', async () => {
  const { zim, connection } = await setUp();
  const sending = zim.sendMessage({ type: ZIMMessageType.Text, message: 'hi' }, 'alice', Peer);
  await connection.answer('send', { messageID: 'm9', conversationID: 'peer/alice/bob', acceptedAt: 9 });
  void zim.queryHistoryMessage('alice', Peer, { nextMessage: (await sending).message });
  const { body } = await connection.answer('queryMessages', { messages: [] });
  expect(body).toEqual({ conversationID: 'peer/alice/bob', beforeAt: 9 });
});
