import type { OfflineRecipients } from '@bellhop/contracts';
import { until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGroupMessage, aMessage } from './a-message.ts';
import { startStore } from './store-harness.ts';

const app = 'demo';
const MEMBERS = 5_200;
const members = Array.from({ length: MEMBERS }, (_, index) => `m${String(index).padStart(5, '0')}`);
const pushConfig = { title: 't', content: 'c' } as never;

let store: Awaited<ReturnType<typeof startStore>>;

const send = async (over: Parameters<typeof aGroupMessage>[1] = {}) => {
  const message = aGroupMessage('huge', { senderUserId: 'owner', pushConfig, ...over });
  await store.publish(message);
  return message.messageId;
};
const usersOf = (events: readonly OfflineRecipients[]) =>
  events.flatMap(({ recipients }) => recipients.map(({ userId }) => userId));
const pushedTo = (messageId: string) => usersOf(store.offlineOf(messageId));
const pushedToAll = (messageId: string, count = MEMBERS) =>
  until(() => pushedTo(messageId).length >= count, { timeoutMs: 20_000, message: 'all members to be pushed' });

beforeAll(async () => {
  store = await startStore([{ app, packageName: 'com.example.demo', limits: { maxGroupMembers: 100_000 } }]);
  expect(
    await store.groups.createGroup({
      app,
      groupId: 'huge',
      name: 'Huge',
      ownerUserId: 'owner',
      memberUserIds: members.slice(0, 1_999),
    }),
  ).toMatchObject({ memberCount: 2_000 });
  for (let start = 1_999; start < MEMBERS; start += 2_000)
    await store.groups.inviteToGroup({
      app,
      groupId: 'huge',
      inviterUserId: 'owner',
      userIds: members.slice(start, start + 2_000),
    });
});
afterAll(async () => {
  await store.close();
  expect(store.context.fatal).toEqual([]);
});

describe('a message to a large group', () => {
  it('reaches every member once, in events of at most 1,000, while other conversations go on', async () => {
    const peer = aMessage({ pushConfig, toUserId: 'bob' });
    const messageId = await send({ text: 'to all' });
    await store.publish(peer);
    await until(() => pushedTo(peer.messageId).length === 1, { message: 'the peer message to be pushed' });
    const before = pushedTo(messageId).length;
    await pushedToAll(messageId);
    expect(pushedTo(messageId).sort()).toEqual(members);
    expect(Math.max(...store.offlineOf(messageId).map(({ recipients }) => recipients.length))).toBeLessThanOrEqual(
      1_000,
    );
    expect(store.offlineOf(messageId)[0]?.preview).toMatchObject({ groupName: 'Huge' });
    expect(before).toBeLessThan(MEMBERS);
  });

  it('comes before later ones of the group to each of them', async () => {
    const ids = await Promise.all(['one', 'two', 'three'].map((text) => send({ text })));
    await Promise.all(ids.map((id) => pushedToAll(id)));
    const seqOf = new Map<string, number>();
    const all = store.offlineEvents().filter(({ messageId }) => ids.includes(messageId));
    for (const { seq, recipients } of all) {
      for (const { userId } of recipients) {
        expect(seqOf.get(userId) ?? 0).toBeLessThan(seq);
        seqOf.set(userId, seq);
      }
    }
    expect(seqOf.size).toBe(MEMBERS);
  });

  it('makes the same events when it is read again', async () => {
    const message = aGroupMessage('huge', { senderUserId: 'owner', pushConfig });
    await store.publish(message);
    await pushedToAll(message.messageId);
    const first = [...store.offlineOf(message.messageId)];
    await store.publish(message);
    await pushedToAll(message.messageId, 2 * MEMBERS);
    const shown = (event: OfflineRecipients) => [event.seq, event.recipients.map(({ userId }) => userId)];
    expect(store.offlineOf(message.messageId).slice(first.length).map(shown)).toEqual(first.map(shown));
  });

  it('goes to its targets alone, and says so when none is a member', async () => {
    const messageId = await send({ targetUserIds: ['m00007', 'm05100', 'stranger'] });
    await pushedToAll(messageId, 2);
    expect(pushedTo(messageId)).toEqual(['m00007', 'm05100']);
    const toNobody = await send({ targetUserIds: ['stranger'] });
    await until(() => store.verdictOf(toNobody) === 'PUSH_VERDICT_NO_RECIPIENTS');
  });

  it('reaches connected devices and the sender’s other ones once, and those are not pushed to', async () => {
    store.online.set('m00001', ['phone']);
    store.online.set('m05199', ['phone', 'web']);
    store.online.set('owner', ['desk', 'sending']);
    const messageId = await send({ senderDeviceId: 'sending' });
    await pushedToAll(messageId);
    await until(() => store.delivered.filter(({ message }) => message?.messageId === messageId).length >= 4);
    expect(
      store.delivered
        .filter(({ message }) => message?.messageId === messageId)
        .map(({ userId, deviceId }) => `${userId} ${deviceId}`)
        .sort(),
    ).toEqual(['m00001 phone', 'm05199 phone', 'm05199 web', 'owner desk']);
    const recipients = store.offlineOf(messageId).flatMap((event) => event.recipients);
    expect(recipients.find(({ userId }) => userId === 'm05199')?.deviceIds).toEqual(['phone', 'web']);
    store.online.clear();
  });

  it('says what each member wants to be notified of', async () => {
    await store.conversations.setConversationNotificationStatus({
      app,
      userId: 'm04321',
      conversationId: 'group/huge',
      notifyMode: 'NOTIFY_MODE_NONE',
    });
    const messageId = await send();
    await pushedToAll(messageId);
    const modes = new Map(
      store
        .offlineOf(messageId)
        .flatMap(({ recipients }) => recipients)
        .map(({ userId, notifyMode }) => [userId, notifyMode]),
    );
    expect([modes.get('m04321'), modes.get('m04322')]).toEqual(['NOTIFY_MODE_NONE', 'NOTIFY_MODE_ALL']);
  });

  it('is told of what concerns all, and its moderators of what concerns others', async () => {
    store.online.set('m00003', ['phone']);
    store.online.set('owner', ['desk']);
    const newsOf = (userId: string) =>
      store.delivered.flatMap(({ userId: to, news }) => (to === userId ? (news?.groupChanged?.change ?? []) : []));
    await store.groups.leaveGroup({ app, groupId: 'huge', userId: 'm00002' });
    await store.groups.updateGroupName({ app, groupId: 'huge', name: 'Huger' });
    await until(() => newsOf('m00003').length > 0 && newsOf('owner').length > 1, { timeoutMs: 10_000 });
    expect(newsOf('m00003')).toEqual(['GROUP_CHANGE_INFO']);
    expect(newsOf('owner')).toEqual(['GROUP_CHANGE_LEFT', 'GROUP_CHANGE_INFO']);
    store.online.clear();
  });
});
