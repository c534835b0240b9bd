import { randomUUID } from 'node:crypto';
import type { MessageAcceptedInput } from '@bellhop/contracts';
import { until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStore, type Delivered } from './store-harness.ts';

const QUIET = 'demo';
const LOUD = 'pushes-by-default';
const STRICT = 'no-second-thoughts';
const SHORT = 'short-lived';

let store: Awaited<ReturnType<typeof startStore>>;

beforeAll(async () => {
  store = await startStore([
    { app: QUIET },
    { app: LOUD, pushRules: { pushesByDefault: true } },
    { app: STRICT, limits: { revokeWithinSeconds: 0 } },
    { app: SHORT, limits: { messageRetentionDays: 1 } },
  ]);
});

afterAll(async () => {
  await store.close();
  expect(store.context.fatal).toEqual([]);
});

const push = { title: 'Alice', content: 'hi' };
const send = async (over: MessageAcceptedInput): Promise<string> => {
  const messageId = over.messageId ?? randomUUID();
  const to = over.toGroupId === undefined ? `peer/alice/${over.toUserId ?? ''}` : `group/${over.toGroupId}`;
  await store.publish({
    messageId,
    app: QUIET,
    conversationId: to,
    senderUserId: 'alice',
    ...(over.text === undefined && over.media === undefined && over.missedCall === undefined ? { text: 'hi' } : {}),
    acceptedAtMs: Date.now(),
    ...over,
  });
  return messageId;
};
const stored = async (messageId: string, userId: string, app = QUIET): Promise<void> => {
  await until(async () =>
    (await store.sync.sync({ app, userId, deviceId: 'looks', pageSize: 200 })).messages.some(
      (one) => one.messageId === messageId,
    ),
  );
};
const peerOf = (userId: string) => `peer/alice/${userId}`;
const group = async (...memberUserIds: string[]): Promise<string> => {
  const groupId = randomUUID();
  await store.groups.createGroup({ app: QUIET, groupId, name: 'Team', ownerUserId: 'owner', memberUserIds });
  await store.groups.createGroup({ app: LOUD, groupId, name: 'Team', ownerUserId: 'owner', memberUserIds });
  return groupId;
};
const recipientsOf = (messageId: string) =>
  store
    .offlineOf(messageId)
    .flatMap(({ recipients }) => recipients.map(({ userId }) => userId))
    .sort();
const newsTo = (deviceId: string) =>
  store.delivered.flatMap((one: Delivered) => (one.deviceId === deviceId && one.news !== null ? [one.news] : []));

describe('a message without push config', () => {
  it('is not pushed when the app’s default push is off', async () => {
    const id = await send({ toUserId: 'bob' });
    expect(await until(() => store.verdictOf(id))).toBe('PUSH_VERDICT_NOT_ASKED');
    expect(store.offlineOf(id)).toEqual([]);
  });

  it('is pushed with what it is and the group’s name when it is on', async () => {
    const groupId = await group('bob');
    const toPeer = await send({ app: LOUD, toUserId: 'bob' });
    const toGroup = await send({
      app: LOUD,
      toGroupId: groupId,
      senderUserId: 'owner',
      media: { kind: 'MEDIA_KIND_IMAGE', url: 'https://media.example/1', name: 'cat.png' },
    });
    await until(() => store.offlineOf(toPeer).length + store.offlineOf(toGroup).length === 2);
    expect(store.offlineOf(toPeer)[0]).toMatchObject({
      pushConfig: null,
      preview: { kind: 'PREVIEW_KIND_TEXT', text: 'hi', groupName: '' },
    });
    expect(store.offlineOf(toGroup)[0]).toMatchObject({
      pushConfig: null,
      preview: { kind: 'PREVIEW_KIND_IMAGE', text: 'cat.png', groupName: 'Team' },
    });
  });

  it('is never pushed when it is a missed call', async () => {
    const id = await send({ app: LOUD, toUserId: 'bob', missedCall: { callId: 'c' } });
    expect(await until(() => store.verdictOf(id))).toBe('PUSH_VERDICT_NOT_ASKED');
  });
});

describe('the recipients of a push', () => {
  it('come with what they want to be notified of, and how they are mentioned', async () => {
    const groupId = await group('mia', 'ned', 'oli');
    const set = (userId: string, notifyMode: 'NOTIFY_MODE_MENTIONS' | 'NOTIFY_MODE_NONE', muteUntilMs = 0) =>
      store.conversations.setConversationNotificationStatus({
        app: QUIET,
        userId,
        conversationId: `group/${groupId}`,
        notifyMode,
        muteUntilMs,
      });
    expect(await set('mia', 'NOTIFY_MODE_MENTIONS')).toMatchObject({ refusal: 'CONVERSATION_REFUSAL_UNSPECIFIED' });
    await set('ned', 'NOTIFY_MODE_NONE', Date.now() + 60_000);
    const mentions = { userIds: ['mia', 'stranger'], notify: true };
    const id = await send({ toGroupId: groupId, senderUserId: 'owner', pushConfig: push, mentions });
    await until(() => store.offlineOf(id).length === 1);
    const found = store.offlineOf(id)[0]?.recipients ?? [];
    expect(
      found
        .map(({ userId, notifyMode, mention }) => [userId, notifyMode, mention])
        .sort(([a = ''], [b = '']) => a.localeCompare(b)),
    ).toEqual([
      ['mia', 'NOTIFY_MODE_MENTIONS', 'MENTION_NOTIFIED'],
      ['ned', 'NOTIFY_MODE_NONE', 'MENTION_UNSPECIFIED'],
      ['oli', 'NOTIFY_MODE_ALL', 'MENTION_UNSPECIFIED'],
    ]);
  });

  it('tells the user’s other devices of a setting, and refuses one that is over', async () => {
    const id = await send({ toUserId: 'pat' });
    await stored(id, 'pat');
    store.online.set('pat', ['pat-phone', 'pat-tablet']);
    const request = { app: QUIET, userId: 'pat', conversationId: peerOf('pat'), deviceId: 'pat-phone' };
    await store.conversations.setConversationNotificationStatus({ ...request, notifyMode: 'NOTIFY_MODE_NONE' });
    await until(() => newsTo('pat-tablet').length === 1);
    expect(newsTo('pat-tablet')[0]?.notificationStatus).toEqual({ notifyMode: 'NOTIFY_MODE_NONE', muteUntilMs: 0 });
    expect(newsTo('pat-phone')).toEqual([]);
    await expect(
      store.conversations.setConversationNotificationStatus({
        ...request,
        notifyMode: 'NOTIFY_MODE_NONE',
        muteUntilMs: 5,
      }),
    ).rejects.toMatchObject({ field: 'muteUntil' });
    await expect(
      store.conversations.setConversationNotificationStatus({
        ...request,
        notifyMode: 'NOTIFY_MODE_ALL',
        muteUntilMs: Date.now() + 60_000,
      }),
    ).rejects.toMatchObject({ field: 'muteUntil' });
  });
});

it('a mute ends at a time that has a date, or not by itself', async () => {
  await stored(await send({ toUserId: 'dat' }), 'dat');
  const ofGroup = { app: QUIET, groupId: await group('vic') };
  const of = { app: QUIET, userId: 'dat', conversationId: peerOf('dat') };
  const last = 8_640_000_000_000_000;
  const mute = {
    group: (muteUntilMs: number) => store.groups.muteGroup({ ...ofGroup, isMuted: true, muteUntilMs }),
    members: (muteUntilMs: number) =>
      store.groups.muteGroupMembers({ ...ofGroup, userIds: ['vic'], isMuted: true, muteUntilMs }),
    conversation: (muteUntilMs: number) =>
      store.conversations.setConversationNotificationStatus({ ...of, notifyMode: 'NOTIFY_MODE_NONE', muteUntilMs }),
  };
  for (const set of Object.values(mute)) {
    for (const end of [last + 1, Number.MAX_SAFE_INTEGER, 5, -1])
      await expect(set(end)).rejects.toMatchObject({ field: 'muteUntil' });
    await set(last);
  }
});

describe('revoking', () => {
  const revoke = (messageId: string, over: object = {}) =>
    store.conversations.revokeMessage({ app: QUIET, userId: 'alice', messageId, ...over });

  it('takes a message back everywhere: live, by sync, from screens; again it is the same', async () => {
    const conversationId = peerOf('rob');
    store.online.set('rob', ['rob-tablet']);
    const id = await send({ toUserId: 'rob', localId: 'local', pushConfig: push });
    await stored(id, 'rob');
    const { revocationMessageId, refusal } = await revoke(id, { conversationId });
    expect(refusal).toBe('CONVERSATION_REFUSAL_UNSPECIFIED');
    await until(() => store.offlineOf(revocationMessageId).length === 1);
    expect(store.offlineOf(revocationMessageId)[0]).toMatchObject({
      revokesMessageId: id,
      pushConfig: null,
      senderUserId: 'alice',
      seq: 2,
      recipients: [{ userId: 'rob', deviceIds: ['rob-tablet'] }],
    });
    await until(() => store.delivered.some(({ message }) => message?.messageId === revocationMessageId));
    expect(
      store.delivered.find(({ message }) => message?.messageId === revocationMessageId)?.message?.revocation,
    ).toEqual({
      messageId: id,
      seq: 1,
      senderUserId: 'alice',
    });
    const { messages } = await store.sync.sync({ app: QUIET, userId: 'rob', deviceId: 'new' });
    expect(messages.map(({ revokedByUserId, content }) => [revokedByUserId, content])).toEqual([
      ['alice', undefined],
      ['', 'revocation'],
    ]);
    expect(await revoke(id, { conversationId })).toMatchObject({ revocationMessageId });
    const { readers } = await store.sync.checkReaders({
      readers: [{ app: QUIET, userId: 'rob', deviceId: 'd', conversationId, seq: 1 }],
    });
    expect(readers).toMatchObject([{ isRevoked: true }]);
    // Read again after a crash, the message pushes nothing any more.
    await send({ messageId: id, toUserId: 'rob', localId: 'local', pushConfig: push });
    expect(await until(() => store.verdictOf(id))).toBe('PUSH_VERDICT_REVOKED');
    expect(store.offlineOf(id)).toHaveLength(1);
    expect(
      (await store.sync.findContents({ app: QUIET, messages: [{ conversationId, messageId: id }] })).contentSha256,
    ).toEqual(['']);
  });

  it('says how its message was pushed, and mentions whom that did: who was notified through a mute has it on the screen', async () => {
    const groupId = await group('uma', 'vin');
    const conversationId = `group/${groupId}`;
    await store.conversations.setConversationNotificationStatus({
      ...{ app: QUIET, userId: 'uma', conversationId, notifyMode: 'NOTIFY_MODE_NONE' },
    });
    const vendors = { huawei: { pushKind: 'NOTIFICATION', channelId: 'c' } };
    const id = await send({
      ...{ toGroupId: groupId, senderUserId: 'owner', mentions: { userIds: ['uma'], notify: true } },
      pushConfig: { ...push, resourcesId: 'team', vendors },
    });
    await stored(id, 'uma');
    const { revocationMessageId } = await revoke(id, { conversationId, userId: 'owner' });
    const [event] = await until(() => {
      const found = store.offlineOf(revocationMessageId);
      return found.length > 0 && found;
    });
    expect(event).toMatchObject({
      pushConfig: null,
      revokedPushConfig: {
        title: '',
        resourcesId: 'team',
        vendors: { huawei: { pushKind: 'NOTIFICATION', channelId: '' } },
      },
    });
    expect(event?.recipients.map(({ userId, mention }) => [userId, mention]).toSorted()).toEqual([
      ['uma', 'MENTION_NOTIFIED'],
      ['vin', 'MENTION_UNSPECIFIED'],
    ]);
    const { messages } = await store.sync.sync({ app: QUIET, userId: 'uma', deviceId: 'new' });
    expect(messages.map(({ mentions }) => mentions)).toEqual([null, null]);
  });

  it('comes before the push to a device that did not acknowledge the message: it is not made any more', async () => {
    store.online.set('ros', ['deaf-phone']);
    store.deaf.add('deaf-phone');
    const id = await send({ toUserId: 'ros', pushConfig: push });
    await stored(id, 'ros');
    const { revocationMessageId } = await revoke(id, { conversationId: peerOf('ros') });
    // Of the revocation nobody was told either: it is pushed.
    const unacknowledged = () =>
      store.offlineOf(revocationMessageId).filter(({ reason }) => reason === 'OFFLINE_REASON_NO_ACK');
    await until(() => unacknowledged().length === 1);
    expect(await until(() => store.verdictOf(id))).toBe('PUSH_VERDICT_REVOKED');
    expect(store.offlineOf(id).map(({ reason }) => reason)).toEqual(['OFFLINE_REASON_NO_CONNECTION']);
  });

  it('pushes its own text when it has one, also for a message that was not pushed; else there is nothing to take away', async () => {
    const conversationId = peerOf('sue');
    const [quiet, other] = [await send({ toUserId: 'sue' }), await send({ toUserId: 'sue' })];
    await stored(other, 'sue');
    const withPush = await revoke(quiet, { conversationId, pushConfig: { title: 'Alice', content: 'revoked' } });
    await until(() => store.offlineOf(withPush.revocationMessageId).length === 1);
    expect(store.offlineOf(withPush.revocationMessageId)[0]).toMatchObject({
      revokesMessageId: quiet,
      pushConfig: { content: 'revoked' },
    });
    const without = await revoke(other, { conversationId });
    expect(await until(() => store.verdictOf(without.revocationMessageId))).toBe('PUSH_VERDICT_NOT_ASKED');
  });

  it('is for the sender within the limit, and for the app itself at any time', async () => {
    const conversationId = peerOf('tim');
    const id = await send({ app: STRICT, toUserId: 'tim', acceptedAtMs: Date.now() - 5 });
    await stored(id, 'tim', STRICT);
    const asked = { app: STRICT, conversationId };
    expect(await revoke(id, asked)).toMatchObject({ refusal: 'CONVERSATION_REFUSAL_MESSAGE_TOO_OLD', limit: 0 });
    expect(await revoke(id, { ...asked, userId: 'tim' })).toMatchObject({
      refusal: 'CONVERSATION_REFUSAL_NOT_THE_SENDER',
    });
    expect(await revoke(id, { ...asked, userId: 'eve' })).toMatchObject({
      refusal: 'CONVERSATION_REFUSAL_CONVERSATION_NOT_FOUND',
    });
    expect(await revoke(randomUUID(), asked)).toMatchObject({ refusal: 'CONVERSATION_REFUSAL_MESSAGE_NOT_FOUND' });
    const { revocationMessageId } = await revoke(id, { ...asked, userId: '' });
    await stored(revocationMessageId, 'tim', STRICT);
    expect(await revoke(revocationMessageId, { ...asked, userId: '' })).toMatchObject({
      refusal: 'CONVERSATION_REFUSAL_NOT_REVOCABLE',
    });
  });

  it('by the owner of a group leaves the screens of all who had the message, theirs among them, and never its sender’s', async () => {
    const groupId = await group('una', 'vic');
    store.online.set('owner', ['owner-laptop']);
    const id = await send({ toGroupId: groupId, senderUserId: 'una', pushConfig: push });
    await stored(id, 'vic');
    const conversationId = `group/${groupId}`;
    expect(await revoke(id, { conversationId, userId: 'vic' })).toMatchObject({
      refusal: 'CONVERSATION_REFUSAL_NOT_THE_SENDER',
    });
    const { revocationMessageId } = await revoke(id, { conversationId, userId: 'owner' });
    await until(() => store.offlineOf(revocationMessageId).length === 1);
    expect(recipientsOf(revocationMessageId)).toEqual(['owner', 'vic']);
    expect(store.offlineOf(revocationMessageId)[0]?.senderUserId).toBe('una');
    const { messages } = await store.sync.sync({ app: QUIET, userId: 'una', deviceId: 'd' });
    expect(messages.map(({ revokedByUserId, senderUserId }) => [senderUserId, revokedByUserId])).toEqual([
      ['una', 'owner'],
      ['owner', ''],
    ]);
    store.online.delete('owner');
  });
});

describe('reading', () => {
  it('is told to the user’s other devices and to who sent what was read', async () => {
    const conversationId = peerOf('wim');
    const id = await send({ toUserId: 'wim' });
    await stored(id, 'wim');
    store.online.set('wim', ['wim-phone', 'wim-tablet']);
    store.online.set('alice', ['alice-phone']);
    const read = { app: QUIET, userId: 'wim', conversationId, seq: 1, deviceId: 'wim-phone' };
    expect(await store.conversations.markConversationRead(read)).toMatchObject({ readSeq: 1, unreadCount: 0 });
    const isTold = (deviceId: string) =>
      newsTo(deviceId).some((news) => news.conversationId === conversationId && news.read?.seq === 1);
    await until(() => isTold('wim-tablet') && isTold('alice-phone'));
    expect(newsTo('wim-phone')).toEqual([]);
    const before = store.delivered.length;
    await store.conversations.markConversationRead(read); // nothing new: nobody is told
    expect(await store.conversations.getPeerReceipt({ app: QUIET, userId: 'alice', conversationId })).toMatchObject({
      readSeq: 1,
      deliveredSeq: 1,
    });
    expect(await store.conversations.getPeerReceipt({ app: QUIET, userId: 'eve', conversationId })).toMatchObject({
      refusal: 'CONVERSATION_REFUSAL_CONVERSATION_NOT_FOUND',
    });
    expect(store.delivered.length).toBe(before);
    store.online.delete('alice');
  });

  it('is not needed for a receipt of what came live, whoever wrote in between', async () => {
    const conversationId = peerOf('ula');
    store.online.set('ula', ['ula-phone']);
    for (const message of [
      { toUserId: 'ula' },
      { conversationId, toUserId: 'alice', senderUserId: 'ula', senderDeviceId: 'ula-phone' },
      { toUserId: 'ula' },
    ])
      await stored(await send(message), 'ula');
    await until(
      async () =>
        (await store.conversations.getPeerReceipt({ app: QUIET, userId: 'alice', conversationId })).deliveredSeq === 3,
    );
    store.online.delete('ula');
  });

  it('lets the sender alone see who has read a group message', async () => {
    const groupId = await group('xia', 'yan');
    const conversationId = `group/${groupId}`;
    const id = await send({ toGroupId: groupId, senderUserId: 'xia' });
    await stored(id, 'yan');
    await store.conversations.markConversationRead({ app: QUIET, userId: 'yan', conversationId, seq: 1 });
    const readersFor = (userId: string) =>
      store.conversations.listMessageReaders({ app: QUIET, userId, conversationId, messageId: id });
    expect(await readersFor('xia')).toMatchObject({
      readCount: 1,
      receiverCount: 2,
      userIds: ['yan'],
      nextPageToken: '',
    });
    expect(await readersFor('')).toMatchObject({ readCount: 1 });
    await expect(
      store.conversations.listMessageReaders({ app: QUIET, conversationId: peerOf('wim'), messageId: id }),
    ).rejects.toMatchObject({ field: 'conversationID' });
    await expect(
      store.conversations.getPeerReceipt({ app: QUIET, userId: 'xia', conversationId }),
    ).rejects.toMatchObject({ field: 'conversationID' });
    expect(await readersFor('yan')).toMatchObject({ refusal: 'CONVERSATION_REFUSAL_NOT_THE_SENDER' });
    const secret = await send({ toGroupId: groupId, senderUserId: 'xia', targetUserIds: ['owner'] });
    await stored(secret, 'owner');
    const secretFor = (userId: string) =>
      store.conversations.listMessageReaders({ app: QUIET, userId, conversationId, messageId: secret });
    expect(await secretFor('owner')).toMatchObject({ refusal: 'CONVERSATION_REFUSAL_NOT_THE_SENDER' });
    // Who was no target learns as little of it as of one that there is not.
    expect(await secretFor('yan')).toMatchObject({ refusal: 'CONVERSATION_REFUSAL_MESSAGE_NOT_FOUND' });
  });
});

describe('messages that are large together', () => {
  it('come in pages that a connection takes, one after another', async () => {
    const of = { app: QUIET, userId: 'big', conversationId: peerOf('big') };
    const text = 'x'.repeat(30_000);
    const sent: string[] = [];
    for (let n = 0; n < 40; n += 1) sent.push(await send({ toUserId: 'big', text }));
    await until(async () => (await store.conversations.queryMessages(of)).messages[0]?.messageId === sent.at(-1));
    const missed: string[] = [];
    for (let pageToken = ''; ;) {
      const page = await store.sync.sync({ ...of, deviceId: 'd', pageSize: 200, pageToken });
      expect(page.messages.length).toBeLessThanOrEqual(17); // 512 KiB
      missed.push(...page.messages.map(({ messageId }) => messageId));
      if ((pageToken = page.nextPageToken) === '') break;
    }
    expect(missed).toEqual(sent);
    const history: string[] = [];
    for (let beforeSeq = 0; ;) {
      const page = await store.conversations.queryMessages({ ...of, pageSize: 100, beforeSeq });
      expect(page.messages.length).toBeLessThanOrEqual(17);
      history.push(...page.messages.map(({ messageId }) => messageId));
      if ((beforeSeq = page.nextBeforeSeq) === 0) break;
    }
    expect(history).toEqual(sent.toReversed());
  });
});

describe('messages past the retention of their app', () => {
  it('are given by no call', async () => {
    const of = { app: SHORT, userId: 'ret', conversationId: peerOf('ret') };
    await send({ app: SHORT, toUserId: 'ret', text: 'old', acceptedAtMs: Date.now() - 2 * 86_400_000 });
    await stored(await send({ app: SHORT, toUserId: 'ret', text: 'new' }), 'ret', SHORT);
    const texts = (messages: readonly { text?: string }[]) => messages.map(({ text }) => text);
    expect(texts((await store.sync.sync({ ...of, deviceId: 'd' })).messages)).toEqual(['new']);
    expect(texts((await store.conversations.queryMessages(of)).messages)).toEqual(['new']);
    expect((await store.conversations.listConversations(of)).conversations).toMatchObject([{ unreadCount: 1 }]);
    expect(await store.conversations.markConversationRead({ ...of, seq: 0 })).toMatchObject({ unreadCount: 1 });
  });
});

describe('lists', () => {
  it('go in pages without a gap, and refuse a token or a size that is not theirs', async () => {
    const peers = ['za', 'zb', 'zc'];
    for (const [index, to] of peers.entries()) {
      const acceptedAtMs = Date.now() - index * 1_000;
      const id = await send({ conversationId: `peer/${to}/zoe`, senderUserId: 'zoe', toUserId: to, acceptedAtMs });
      await stored(id, to);
    }
    const list = (pageToken = '') =>
      store.conversations.listConversations({ app: QUIET, userId: 'zoe', pageSize: 2, pageToken });
    const first = await list();
    const second = await list(first.nextPageToken);
    expect([...first.conversations, ...second.conversations].map(({ peerUserId }) => peerUserId)).toEqual(peers);
    expect(second.nextPageToken).toBe('');
    await expect(list('nonsense')).rejects.toMatchObject({ field: 'pageToken' });
    await expect(
      store.conversations.queryMessages({ app: QUIET, userId: 'zoe', conversationId: 'peer/za/zoe', pageSize: 101 }),
    ).rejects.toMatchObject({ field: 'pageSize' });
    expect(
      await store.conversations.queryMessages({ app: QUIET, userId: 'zoe', conversationId: 'peer/x/y' }),
    ).toMatchObject({
      refusal: 'CONVERSATION_REFUSAL_CONVERSATION_NOT_FOUND',
    });
  });

  it('go through a conversation by tokens as by places', async () => {
    const conversationId = peerOf('ulf');
    const ids = [await send({ toUserId: 'ulf' }), await send({ toUserId: 'ulf' }), await send({ toUserId: 'ulf' })];
    for (const id of ids) await stored(id, 'ulf');
    const paged: string[] = [];
    let pageToken = '';
    do {
      const of = { app: QUIET, userId: 'ulf', conversationId, pageSize: 1, pageToken };
      const { messages, nextPageToken, nextBeforeSeq } = await store.conversations.queryMessages(of);
      expect(nextPageToken).toBe(nextBeforeSeq === 0 ? '' : String(nextBeforeSeq));
      paged.push(...messages.map(({ messageId }) => messageId));
      pageToken = nextPageToken;
    } while (pageToken !== '');
    expect(paged).toEqual(ids.toReversed());
    const wrong = { app: QUIET, userId: 'ulf', conversationId, pageToken: 'x' };
    await expect(store.conversations.queryMessages(wrong)).rejects.toMatchObject({ field: 'pageToken' });
  });

  it('leave out what its sender deleted the moment it was sent, also as the first of a conversation', async () => {
    const conversationId = peerOf('amy');
    const ids = [await send({ toUserId: 'amy' }), await send({ toUserId: 'amy' })];
    const of = { app: QUIET, userId: 'alice', conversationId };
    expect(await store.conversations.deleteMessages({ ...of, messageIds: ids })).toMatchObject({ deletedCount: 2 });
    expect((await store.conversations.queryMessages(of)).messages).toEqual([]);
    expect((await store.conversations.queryMessages({ ...of, userId: 'amy' })).messages).toHaveLength(2);
  });

  it('leave out what a user deleted, and tell their other devices', async () => {
    const conversationId = peerOf('abe');
    const ids = [await send({ toUserId: 'abe' }), await send({ toUserId: 'abe' })];
    await stored(ids[1] ?? '', 'abe');
    store.online.set('abe', ['abe-phone', 'abe-tablet']);
    const of = { app: QUIET, userId: 'abe', conversationId };
    const messageIds = [ids[0] ?? '', 'unknown'];
    expect(await store.conversations.deleteMessages({ ...of, messageIds, deviceId: 'abe-phone' })).toMatchObject({
      deletedCount: 1,
    });
    await until(() => newsTo('abe-tablet').some(({ deleted }) => deleted?.messageIds.includes(ids[0] ?? '') === true));
    const history = await store.conversations.queryMessages(of);
    expect(history.messages.map(({ messageId }) => messageId)).toEqual([ids[1]]);
    expect(await store.conversations.deleteConversation(of)).toMatchObject({ deletedSeq: 2 });
    await until(() => newsTo('abe-phone').some(({ deleted }) => deleted?.upToSeq === 2));
    expect((await store.conversations.queryMessages(of)).messages).toEqual([]);
    expect((await store.conversations.listConversations({ app: QUIET, userId: 'abe' })).conversations).toEqual([]);
    expect((await store.conversations.queryMessages({ ...of, userId: 'alice' })).messages).toHaveLength(2);
  });
});
