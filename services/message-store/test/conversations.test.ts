import { randomUUID } from 'node:crypto';
import { effectiveLimits, messageAccepted, type MessageAccepted, type StoredMessageInput } from '@bellhop/contracts';
import type { KnownApp } from '@bellhop/kafka';
import { silentLogger, Unavailable } from '@bellhop/runtime';
import { freshDatabase, testServers, until, type FreshDatabase } from '@bellhop/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepRetention } from '../src/conversations/keep-retention.ts';
import { deletePastRetention } from '../src/db/app-retention.ts';
import { maintainMessages, openStoreDatabase, type StoreDatabase } from '../src/db/database.ts';
import { deletionStore, type DeletionStore } from '../src/db/deletion-store.ts';
import { groupChangeStore } from '../src/db/group-change-store.ts';
import { groupStore, type GroupStore } from '../src/db/group-store.ts';
import { groupTransactions } from '../src/db/group-transactions.ts';
import { historyStore, type HistoryStore } from '../src/db/history-store.ts';
import { messageStore, type MessageStore } from '../src/db/message-store.ts';
import { readStore, type ReadStore } from '../src/db/read-store.ts';
import { MAX_MUTED_PEERS, settingStore, type SettingStore } from '../src/db/setting-store.ts';
import { aGroupMessage, aMessage, aRevocation } from './a-message.ts';

let fresh: FreshDatabase;
let db: StoreDatabase;
let messages: MessageStore;
let groups: GroupStore;
let reads: ReadStore;
let history: HistoryStore;
let deletions: DeletionStore;
let settings: SettingStore;

const app = 'demo';
const now = Date.now();
const DAY_MS = 86_400_000;

const peer = (from: string, to: string, over: Partial<MessageAccepted> = {}): MessageAccepted =>
  aMessage({
    conversationId: `peer/${[from, to].sort().join('/')}`,
    senderUserId: from,
    toUserId: to,
    acceptedAtMs: now,
    ...over,
  });
const store = async (...batch: MessageAccepted[]): Promise<number[]> =>
  (await messages.store(batch, now)).map(({ seq }) => seq);
const newGroup = async (...memberUserIds: string[]): Promise<string> => {
  const groupId = randomUUID();
  await groups.create({ app, groupId, name: 'Team', ownerUserId: 'owner', memberUserIds, maxMembers: 100 });
  return groupId;
};
const listOf = (
  userId: string,
  over: { limit?: number; after?: { activeAtMs: number; conversationId: string } } = {},
) => history.conversationsOf({ app, userId, oldestAtMs: 0, after: undefined, limit: 100, ...over });
const historyOf = async (userId: string, conversationId: string): Promise<StoredMessageInput[] | undefined> =>
  history.messagesOf(
    { app, userId, conversationId },
    { seq: undefined, atMs: undefined },
    { oldestAtMs: 0, limit: 100 },
  );
const missedBy = (userId: string, deviceId = randomUUID()) =>
  messages.missed({ app, userId, deviceId, limit: 100, after: undefined });
const readerOf = (userId: string, conversationId: string, seq: number) =>
  messages
    .readers([{ app, userId, deviceId: 'phone', conversationId, seq, toGroupId: '', callId: '' }], now)
    .then(([state]) => state);

beforeAll(async () => {
  fresh = await freshDatabase(testServers().databaseUrl);
  db = await openStoreDatabase({ url: fresh.url, poolSize: 4, log: silentLogger() });
  await maintainMessages(db, now, 30);
  messages = messageStore(db);
  groups = groupStore(db, groupTransactions(db, { atOnce: 1 }));
  reads = readStore(db);
  history = historyStore(db);
  deletions = deletionStore(db);
  settings = settingStore(db);
});

afterAll(async () => {
  await db.close();
  await fresh.drop();
});

describe('kinds of messages', () => {
  it('come back as they were sent', async () => {
    const { text: _, ...rest } = peer('kim', 'lee');
    const media = {
      kind: 'MEDIA_KIND_VIDEO' as const,
      url: 'https://media.example/1',
      name: 'a.mp4',
      sizeBytes: 5_000_000_000,
      mimeType: 'video/mp4',
      durationMs: 1,
      width: 2,
      height: 3,
      thumbnailUrl: '',
    };
    const combined = { title: 'Both', previews: ['a', 'b'], data: '{}' };
    const mentions = { userIds: ['lee'], all: false, notify: true };
    await store(
      { ...rest, messageId: randomUUID(), content: 'media', media },
      { ...rest, messageId: randomUUID(), content: 'combined', combined },
      peer('kim', 'lee', { mentions }),
    );
    expect(await missedBy('lee')).toMatchObject([{ media }, { combined }, { text: 'hi', mentions }]);
  });
});

describe('a revoked message', () => {
  it('loses its content with the revocation, which has a number of its own, and a replay changes nothing', async () => {
    const first = peer('rae', 'sol', { text: 'oops', mentions: { userIds: [], all: true, notify: false } });
    await store(first, peer('rae', 'sol', { text: 'next' }));
    const revocation = aRevocation(first, 1);
    for (let times = 0; times < 2; times += 1) expect(await store(revocation)).toEqual([3]);
    const found = await missedBy('sol');
    expect(
      found.map(({ seq, text, revokedByUserId, revocation: given }) => [seq, text, revokedByUserId, given?.messageId]),
    ).toEqual([
      [1, undefined, 'rae', undefined],
      [2, 'next', undefined, undefined],
      [3, undefined, undefined, first.messageId],
    ]);
    expect(found[0]).not.toHaveProperty('mentions');
    const rows = await db.prepared(
      'what-is-left',
      `select body, mentions from message_store.message where app = $1 and message_id = $2`,
      [app, first.messageId],
    );
    expect(rows).toEqual([{ body: '', mentions: null }]);
    // What is read again stays revoked, and is no conflict.
    expect((await messages.store([first], now))[0]?.kept).toMatchObject({ revokedByUserId: 'rae', targetUserIds: [] });
  });

  it('says whether it asked for a push, and is no newer message that asks for one', async () => {
    const quiet = peer('ria', 'sam');
    const loud = peer('ria', 'sam');
    await messages.store([quiet, loud], now, ({ messageId }) => messageId === loud.messageId);
    expect(await readerOf('sam', 'peer/ria/sam', 1)).toMatchObject({ hasNewer: true, isRevoked: false });
    const places = await messages.store([aRevocation(quiet, 1), aRevocation(loud, 2)], now, () => false);
    expect(places.map(({ hasRevokedPush }) => hasRevokedPush)).toEqual([false, true]);
    expect(await readerOf('sam', 'peer/ria/sam', 1)).toMatchObject({ hasNewer: false, isRevoked: true });
    expect(await readerOf('sam', 'peer/ria/sam', 3)).toMatchObject({ isRevoked: false });
  });

  it('is no more silent than others: a later data push has not rung', async () => {
    const { pushConfig } = messageAccepted.decode(
      messageAccepted.encode({ pushConfig: { vendors: { fcm: { pushKind: 'DATA' } } } }),
    );
    await messages.store([peer('roy', 'ted'), peer('roy', 'ted', { pushConfig })], now, () => true);
    expect(await readerOf('ted', 'peer/roy/ted', 1)).toMatchObject({ hasNewer: false });
    await messages.store([peer('roy', 'ted')], now, () => true);
    expect(await readerOf('ted', 'peer/roy/ted', 1)).toMatchObject({ hasNewer: true });
  });

  it('says how it was pushed and whom it mentioned, also when the revocation is handled again', async () => {
    const mentions = { userIds: ['tom'], all: false, notify: true };
    const vendors = { fcm: { pushKind: 'DATA', channelId: 'c' }, huawei: { channelId: 'c' } };
    const { pushConfig } = messageAccepted.decode(
      messageAccepted.encode({ pushConfig: { title: 'T', resourcesId: 'silent', vendors } }),
    );
    const [named, plain] = [peer('rex', 'tom', { mentions, pushConfig }), peer('rex', 'tom')];
    await messages.store([named, plain], now);
    for (let times = 0; times < 2; times += 1) {
      const places = await messages.store([aRevocation(named, 1), aRevocation(plain, 2)], now);
      expect(places.map(({ revokedAs }) => revokedAs)).toEqual([
        { pushConfig: { resourcesId: 'silent', vendors: { fcm: { pushKind: 'DATA' } } }, mentions },
        {},
      ]);
    }
    expect((await missedBy('tom'))[0]).not.toHaveProperty('mentions');
  });

  it('is revoked once, without a gap or a duplicate, when several write the same batches at once', async () => {
    const conversations = ['kx', 'ky', 'kz'];
    const batches = conversations.map((to) => {
      const sent = Array.from({ length: 20 }, () => peer('kai', to));
      return [...sent, ...sent.map((message, index) => aRevocation(message, index + 1))];
    });
    const interleaved =
      batches[0]?.flatMap((_, index) => batches.map((batch) => batch[index] as MessageAccepted)) ?? [];
    const half = interleaved.length / 2;
    const write = async (batch: MessageAccepted[]): Promise<void> => {
      // As the consumer does: what Postgres gives up, a deadlock, say, is handled again.
      await until(() =>
        messages.store(batch, now).then(
          () => true,
          (error: unknown) => {
            if (!(error instanceof Unavailable)) throw error;
            return false;
          },
        ),
      );
    };
    await write(interleaved.slice(0, half));
    const rest = interleaved.slice(half);
    await Promise.all([write(rest), write([...rest].reverse()), write(interleaved)]);
    for (const to of conversations) {
      const found = (await historyOf(to, `peer/kai/${to}`))?.reverse() ?? [];
      expect(found.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
      expect(found.map(({ revokedByUserId, revocation }) => revokedByUserId ?? typeof revocation)).toEqual([
        ...Array<string>(20).fill('kai'),
        ...Array<string>(20).fill('object'),
      ]);
    }
  });

  it('is revoked in the batch that brings it', async () => {
    const both = peer('rob', 'sue', { text: 'oops' });
    expect(await store(both, aRevocation(both, 1))).toEqual([1, 2]);
    expect(await missedBy('sue')).toMatchObject([{ revokedByUserId: 'rob' }, { revocation: { seq: 1 } }]);
  });
});

describe('what a user is notified of', () => {
  const of = (userId: string, conversationId: string) => ({ app, userId, conversationId });
  const none = { mode: 'NOTIFY_MODE_NONE', muteUntilMs: null } as const;

  it('is read for all conversations of a batch at once, with the names of groups', async () => {
    const groupId = await newGroup('ann', 'ben');
    const toGroup = aGroupMessage(groupId, { senderUserId: 'owner' });
    const toPeer = peer('ann', 'ben');
    await store(toGroup, toPeer);
    await settings.set(of('ann', toGroup.conversationId), { mode: 'NOTIFY_MODE_MENTIONS', muteUntilMs: now + 5 }, now);
    await settings.set(of('ben', toPeer.conversationId), none, now);
    const facts = await settings.factsOf([toGroup, toPeer, toPeer, peer('ann', 'cid')]);
    expect(facts(toGroup)).toEqual({
      groupName: 'Team',
      settings: new Map([['ann', { mode: 'NOTIFY_MODE_MENTIONS', muteUntilMs: now + 5 }]]),
    });
    expect(facts(toPeer)).toEqual({ groupName: '', settings: new Map([['ben', none]]) });
    expect(facts(peer('ann', 'cid')).settings.size).toBe(0);
    await settings.set(of('ben', toPeer.conversationId), undefined, now);
    expect((await settings.factsOf([toPeer]))(toPeer).settings.size).toBe(0);
  });

  it('is set for conversations of theirs alone', async () => {
    expect(await settings.set(of('stranger', 'peer/ann/ben'), none, now)).toEqual({ kind: 'not-in-conversation' });
  });

  it('is forgotten when they leave a group or are kicked, and cannot be set by who is out of it', async () => {
    const groupId = await newGroup('ann', 'ben', 'cem');
    const toGroup = aGroupMessage(groupId, { senderUserId: 'owner' });
    for (const userId of ['ann', 'ben', 'cem']) await settings.set(of(userId, toGroup.conversationId), none, now);
    await groups.leave({ app, groupId, userId: 'ann' });
    await groupChangeStore(db, groupTransactions(db, { atOnce: 1 })).kick({ app, groupId, userId: 'owner' }, ['ben']);
    expect([...(await settings.factsOf([toGroup]))(toGroup).settings.keys()]).toEqual(['cem']);
    expect(await settings.set(of('ann', toGroup.conversationId), none, now)).toEqual({ kind: 'not-in-conversation' });
  });

  it('let a mention that is tried again ring, whatever came after it: that has not rung', async () => {
    const groupId = await newGroup('mona', 'nora');
    const mentions = { userIds: ['mona', 'nora'], all: false, notify: false };
    const mention = aGroupMessage(groupId, { senderUserId: 'owner', mentions });
    const later = aGroupMessage(groupId, { senderUserId: 'owner' });
    await messages.store([mention, later], now, () => true);
    const of = (userId: string) => ({ app, userId, conversationId: mention.conversationId });
    await settings.set(of('mona'), { mode: 'NOTIFY_MODE_MENTIONS', muteUntilMs: null }, now);
    await settings.set(of('nora'), { mode: 'NOTIFY_MODE_MENTIONS', muteUntilMs: now }, now - 1); // over by now
    const [mona, nora] = await Promise.all(
      ['mona', 'nora'].map((userId) => readerOf(userId, mention.conversationId, 1)),
    );
    expect(mona).toMatchObject({ isMuted: false, hasNewer: false });
    expect(nora).toMatchObject({ isMuted: false, hasNewer: true });
  });

  it('is set for at most 500 peer conversations, not counting groups and what has ended', async () => {
    const peers = Array.from({ length: MAX_MUTED_PEERS + 1 }, (_, index) => `n${index}`);
    await store(...peers.map((userId) => peer('max', userId)));
    const idOf = (userId: string) => `peer/max/${userId}`;
    await settings.set(of('max', idOf('n0')), { mode: 'NOTIFY_MODE_NONE', muteUntilMs: now + 1 }, now);
    for (const userId of peers.slice(1, MAX_MUTED_PEERS)) await settings.set(of('max', idOf(userId)), none, now);
    const last = of('max', idOf(`n${MAX_MUTED_PEERS}`));
    expect(await settings.set(last, none, now)).toEqual({ kind: 'too-many', limit: 500 });
    expect(await settings.set(of('max', idOf('n1')), none, now)).toEqual({ kind: 'set' }); // it is one of them
    const groupId = await newGroup('max');
    expect(await settings.set(of('max', `group/${groupId}`), none, now)).toEqual({ kind: 'set' });
    expect(await settings.set(last, none, now + 1)).toEqual({ kind: 'set' });
  });

  it('holds for pushes that wait, except for what mentions them', async () => {
    const groupId = await newGroup('una');
    const mention = (userIds: string[], notify: boolean) => ({ mentions: { userIds, all: false, notify } });
    const conversationId = `group/${groupId}`;
    await store(
      aGroupMessage(groupId, { senderUserId: 'owner' }),
      aGroupMessage(groupId, { senderUserId: 'owner', ...mention(['una'], false) }),
      aGroupMessage(groupId, { senderUserId: 'owner', ...mention(['una'], true) }),
      aGroupMessage(groupId, { senderUserId: 'owner', ...mention(['nobody'], true) }),
    );
    const muted = async (nowMs = now) => {
      const readers = [1, 2, 3, 4].map((seq) => ({
        app,
        userId: 'una',
        deviceId: 'phone',
        conversationId,
        seq,
        toGroupId: groupId,
        callId: '',
      }));
      return (await messages.readers(readers, nowMs)).map(({ isMuted }) => isMuted);
    };
    expect(await muted()).toEqual([false, false, false, false]);
    await settings.set(of('una', conversationId), { mode: 'NOTIFY_MODE_NONE', muteUntilMs: now + 10 }, now);
    expect(await muted()).toEqual([true, true, false, true]);
    expect(await muted(now + 10)).toEqual([false, false, false, false]);
    await settings.set(of('una', conversationId), { mode: 'NOTIFY_MODE_MENTIONS', muteUntilMs: null }, now);
    expect(await muted()).toEqual([true, false, false, true]);
  });
});

describe('reading', () => {
  it('moves forward alone, never beyond the end, and tells whose messages were read', async () => {
    const groupId = await newGroup('pia', 'quin');
    const of = { app, userId: 'pia', conversationId: `group/${groupId}` };
    await store(
      aGroupMessage(groupId, { senderUserId: 'owner' }),
      aGroupMessage(groupId, { senderUserId: 'quin' }),
      aGroupMessage(groupId, { senderUserId: 'pia' }),
      aGroupMessage(groupId, { senderUserId: 'owner' }),
    );
    expect(await reads.markRead(of, 2, 0)).toEqual({
      readSeq: 2,
      unreadCount: 1,
      hasMoved: true,
      senderUserIds: ['owner', 'quin'],
    });
    const again = { readSeq: 2, unreadCount: 1, hasMoved: false, senderUserIds: [] };
    expect(await reads.markRead(of, 1, 0)).toEqual(again);
    expect(await reads.markRead(of, 2, 0)).toEqual(again);
    expect(await reads.markRead(of, 99, 0)).toMatchObject({ readSeq: 4, unreadCount: 0, senderUserIds: ['owner'] });
    await store(aGroupMessage(groupId, { senderUserId: 'owner' }));
    expect(await reads.markRead(of, 0, 0)).toMatchObject({ readSeq: 4, unreadCount: 1 });
    expect(await reads.markRead({ ...of, userId: 'stranger' }, 1, 0)).toBeUndefined();
    const empty = await newGroup('pia');
    expect(await reads.markRead({ ...of, conversationId: `group/${empty}` }, 3, 0)).toMatchObject({ readSeq: 0 });
  });

  it('counts among the newest 10,000 messages: what a user wrote themselves is not read without end', async () => {
    const groupId = await newGroup('bot');
    const conversationId = `group/${groupId}`;
    await store(...Array.from({ length: 5 }, () => aGroupMessage(groupId, { senderUserId: 'owner' })));
    const write = async (count: number) => {
      await db.prepared(
        'write-many',
        `insert into message_store.message
           (app, conversation_id, seq, created_at, message_id, sender_user_id, to_user_id, to_group_id, local_id, body, target_user_ids, stored_at, asks_push)
         select app, conversation_id, last_seq + nth, $3, 'many-' || (last_seq + nth), 'bot', '', $2, '', '', '{}', $3, false
           from message_store.conversation cross join generate_series(1, $4::int) nth
          where app = $1 and conversation_id = 'group/' || $2`,
        [app, groupId, now, count],
      );
      await db.prepared(
        'count-many',
        `update message_store.conversation set last_seq = last_seq + $2 where conversation_id = $1`,
        [conversationId, count],
      );
    };
    const counted = async () => [
      (await listOf('bot')).map(({ unreadCount }) => unreadCount),
      (await reads.markRead({ app, userId: 'bot', conversationId }, 0, 0))?.unreadCount,
    ];
    await write(9_995);
    expect(await counted()).toEqual([[5], 5]);
    await groups.leave({ app, groupId, userId: 'bot' });
    await write(3);
    expect(await counted()).toEqual([[5], 5]); // what came after they left is none of theirs
    await db.prepared('back', `update message_store.user_conversation set end_seq = null where user_id = 'bot'`, []);
    expect(await counted()).toEqual([[2], 2]);
  });

  it('is told to nobody who has left or was kicked', async () => {
    const groupId = await newGroup('pia', 'gone', 'back');
    const of = { app, userId: 'pia', conversationId: `group/${groupId}` };
    const sent = ['owner', 'gone', 'back'].map((senderUserId) => aGroupMessage(groupId, { senderUserId }));
    await store(...sent, ...sent.map(({ senderUserId }) => aGroupMessage(groupId, { senderUserId })));
    for (const userId of ['gone', 'back']) await groups.leave({ app, groupId, userId });
    expect((await reads.markRead(of, 3, 0))?.senderUserIds).toEqual(['owner']);
    await groups.add({ app, groupId, userIds: ['back'], inviter: undefined, maxMembers: 100 });
    expect((await reads.markRead(of, 6, 0))?.senderUserIds.toSorted()).toEqual(['back', 'owner']);
  });

  it('takes waiting pushes away on every device, and so does deleting', async () => {
    const conversationId = 'peer/tea/uwe';
    const sent = [peer('tea', 'uwe'), peer('tea', 'uwe'), peer('tea', 'uwe')];
    await store(...sent);
    const has = async () =>
      Promise.all([1, 2, 3].map(async (seq) => (await readerOf('uwe', conversationId, seq))?.hasRead));
    const of = { app, userId: 'uwe', conversationId };
    expect(await has()).toEqual([false, false, false]);
    await reads.markRead(of, 1, 0);
    expect(await has()).toEqual([true, false, false]);
    await deletions.deleteMessages(of, [sent[2]?.messageId ?? '']);
    expect(await has()).toEqual([true, false, true]);
    await deletions.deleteConversation(of);
    expect(await has()).toEqual([true, true, true]);
  });

  it('gives receipts of a peer: what was read has come, too', async () => {
    const conversationId = 'peer/vic/wim';
    await store(peer('vic', 'wim'), peer('vic', 'wim'), peer('vic', 'wim'));
    const wim = { app, userId: 'wim', conversationId };
    expect(await reads.receiptOf(wim)).toEqual({ readSeq: 0, deliveredSeq: 0 });
    await messages.advance([
      { ...wim, deviceId: 'phone', seq: 1, isOwn: false },
      { ...wim, deviceId: 'phone', seq: 2, isOwn: false },
    ]);
    expect(await reads.receiptOf(wim)).toEqual({ readSeq: 0, deliveredSeq: 2 });
    await reads.markRead(wim, 3, 0);
    expect(await reads.receiptOf(wim)).toEqual({ readSeq: 3, deliveredSeq: 3 });
  });

  it('gives the readers of a group message in pages, from positions', async () => {
    const users = Array.from({ length: 6 }, (_, index) => `reader${index}`);
    const groupId = await newGroup(...users);
    const conversationId = `group/${groupId}`;
    await store(aGroupMessage(groupId, { senderUserId: 'owner' }));
    await groups.add({ app, groupId, userIds: ['later'], inviter: undefined, maxMembers: 100 });
    await store(aGroupMessage(groupId, { senderUserId: 'owner', targetUserIds: ['reader1', 'reader2'] }));
    for (const userId of ['reader1', 'reader3', 'reader4', 'later', 'owner'])
      await reads.markRead({ app, userId, conversationId }, 9, 0);
    const message = { app, groupId, conversationId, seq: 1, senderUserId: 'owner', targetUserIds: [] };
    const page = (afterUserId: string) => reads.readersOf(message, { afterUserId, limit: 2 });
    expect(await page('')).toEqual({ readCount: 3, receiverCount: 6, userIds: ['reader1', 'reader3'] });
    expect((await page('reader3')).userIds).toEqual(['reader4']);
    const targeted = { ...message, seq: 2, targetUserIds: ['reader1', 'reader2'] };
    expect(await reads.readersOf(targeted, { afterUserId: '', limit: 9 })).toEqual({
      readCount: 1,
      receiverCount: 2,
      userIds: ['reader1'],
    });
  });
});

describe('the list of conversations', () => {
  it('has the newest first, in pages, with what stands in each', async () => {
    const groupId = await newGroup('liv');
    const at = (acceptedAtMs: number) => ({ acceptedAtMs });
    await store(
      peer('ada', 'liv', { ...at(now - 30), text: 'oldest' }),
      aGroupMessage(groupId, { senderUserId: 'owner', ...at(now - 20), text: 'middle' }),
      peer('bea', 'liv', { ...at(now - 10), text: 'newest' }),
    );
    await settings.set(
      { app, userId: 'liv', conversationId: 'peer/ada/liv' },
      { mode: 'NOTIFY_MODE_NONE', muteUntilMs: null },
      now,
    );
    const all = await listOf('liv');
    expect(all.map(({ lastMessage, unreadCount, groupName }) => [lastMessage?.text, unreadCount, groupName])).toEqual([
      ['newest', 1, ''],
      ['middle', 1, 'Team'],
      ['oldest', 1, ''],
    ]);
    expect(all.map(({ setting }) => setting?.mode)).toEqual([undefined, undefined, 'NOTIFY_MODE_NONE']);
    const first = await listOf('liv', { limit: 2 });
    expect([...first, ...(await listOf('liv', { limit: 2, after: first[1] as (typeof first)[1] & object }))]).toEqual(
      all,
    );
    await store(peer('liv', 'ada', at(now)));
    expect((await listOf('liv'))[0]).toMatchObject({ conversationId: 'peer/ada/liv', unreadCount: 1 });
  });

  it('orders conversations that have had no message since the release before, and shows who has left what was theirs', async () => {
    const groupId = await newGroup('mia', 'nio');
    await store(
      aGroupMessage(groupId, { senderUserId: 'owner', text: 'before', acceptedAtMs: now - 50 }),
      peer('mia', 'old', { acceptedAtMs: now - 40 }),
    );
    await groups.leave({ app, groupId, userId: 'mia' });
    await store(aGroupMessage(groupId, { senderUserId: 'owner', text: 'after', acceptedAtMs: now }));
    await db.prepared('as-before', `update message_store.conversation set last_at = 0 where conversation_id = $1`, [
      'peer/mia/old',
    ]);
    expect((await listOf('mia')).map(({ conversationId, activeAtMs }) => [conversationId, activeAtMs])).toEqual([
      ['peer/mia/old', now - 40],
      [`group/${groupId}`, now - 50],
    ]);
    expect((await historyOf('mia', `group/${groupId}`))?.map(({ text }) => text)).toEqual(['before']);
  });

  it('shows who has left a group the name that it had then, and who is back the one that it has', async () => {
    const groupId = await newGroup('zia', 'kit');
    await store(aGroupMessage(groupId, { senderUserId: 'owner' }));
    const changes = groupChangeStore(db, groupTransactions(db, { atOnce: 1 }));
    const by = { app, groupId, userId: 'owner' };
    await groups.leave({ app, groupId, userId: 'zia' });
    await changes.kick(by, ['kit']);
    await changes.edit(by, { name: 'Later' });
    await groups.add({ app, groupId, userIds: ['kit'], inviter: undefined, maxMembers: 100 });
    await store(aGroupMessage(groupId, { senderUserId: 'owner' }));
    const named = async (userId: string) => (await listOf(userId)).map(({ groupName }) => groupName);
    expect(await Promise.all(['owner', 'zia', 'kit'].map(named))).toEqual([
      expect.arrayContaining(['Later']),
      ['Team'],
      ['Later'],
    ]);
    await db.prepared(
      'as-left-before',
      `update message_store.user_conversation set name_at_end = null where user_id = 'zia'`,
      [],
    );
    expect(await named('zia')).toEqual(['Later']);
  });
});

describe('history', () => {
  it('goes back by place and by time', async () => {
    const conversationId = 'peer/hal/ivy';
    await store(...[1, 2, 3, 4, 5].map((nth) => peer('hal', 'ivy', { text: `m${nth}`, acceptedAtMs: now - 10 + nth })));
    const page = async (before: { seq?: number; atMs?: number }, limit = 2) =>
      (
        await history.messagesOf(
          { app, userId: 'ivy', conversationId },
          { seq: undefined, atMs: undefined, ...before },
          { oldestAtMs: 0, limit },
        )
      )?.map(({ text }) => text);
    expect(await page({})).toEqual(['m5', 'm4']);
    expect(await page({ seq: 4 })).toEqual(['m3', 'm2']);
    expect(await page({ atMs: now - 10 + 3 })).toEqual(['m2', 'm1']);
    expect(await page({ atMs: now - 10 + 3, seq: 2 })).toEqual(['m1']);
    expect(await page({ seq: 1 })).toEqual([]);
    expect(await historyOf('stranger', conversationId)).toBeUndefined();
  });

  it('goes back from any time, though messages are not quite stored in the order of their times, and some are gone', async () => {
    const times = fc.array(fc.record({ afterMs: fc.nat(60_000), earlyMs: fc.nat(59 * 60_000) }), {
      minLength: 150,
      maxLength: 400,
    });
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    await fc.assert(
      fc.asyncProperty(times, part, part, fc.integer({ min: 1, max: 50 }), async (all, when, gone, limit) => {
        const [userId, from] = [randomUUID(), now - 3 * 86_400_000];
        let at = from;
        const given = all.map(({ afterMs, earlyMs }) =>
          peer('hal', userId, { acceptedAtMs: (at += afterMs) - earlyMs }),
        );
        const { conversationId = '' } = given[0] ?? {};
        await store(...given);
        const firstKept = Math.floor(gone * given.length) + 1;
        await db.prepared('remove-old', 'delete from message_store.message where conversation_id = $1 and seq < $2', [
          conversationId,
          firstKept,
        ]);
        const atMs = Math.round(from + when * (at - from));
        const page = { oldestAtMs: 0, limit };
        const found = await history.messagesOf({ app, userId, conversationId }, { seq: undefined, atMs }, page);
        const expected = given
          .flatMap(({ acceptedAtMs }, index) => (acceptedAtMs < atMs && index + 1 >= firstKept ? [index + 1] : []))
          .toReversed();
        expect(found?.map(({ seq }) => seq)).toEqual(expected.slice(0, limit));
      }),
      { numRuns: 30 },
    );
  });
});

describe('deleting messages for oneself', () => {
  it("says how many they were, and whether all are stored, be they the user's or not", async () => {
    const [first, later] = [peer('del', 'eva'), peer('del', 'eva')];
    const of = { app, userId: 'del', conversationId: first.conversationId };
    const ids = [first.messageId, later.messageId];
    expect(await deletions.deleteMessages(of, ids)).toBeUndefined(); // the first message makes the conversation
    await store(first);
    expect(await deletions.deleteMessages(of, ids)).toEqual({ deleted: 1, missing: [later.messageId] });
    await store(later);
    expect(await deletions.deleteMessages(of, ids)).toEqual({ deleted: 1, missing: [] });
    expect(await deletions.deleteMessages(of, ids)).toEqual({ deleted: 0, missing: [] });
    expect(await historyOf('del', first.conversationId)).toEqual([]);
    const groupId = await newGroup('del', 'eva');
    const targeted = aGroupMessage(groupId, { senderUserId: 'owner', targetUserIds: ['eva'], acceptedAtMs: now });
    await store(targeted);
    const ofGroup = { ...of, conversationId: `group/${groupId}` };
    expect(await deletions.deleteMessages(ofGroup, [targeted.messageId])).toEqual({ deleted: 0, missing: [] });
  });

  it("is done for all of them when a user's devices do it at once", async () => {
    const sent = Array.from({ length: 12 }, () => peer('fin', 'gus'));
    await store(...sent);
    const of = { app, userId: 'fin', conversationId: 'peer/fin/gus' };
    const done = await Promise.all(sent.map(({ messageId }) => deletions.deleteMessages(of, [messageId])));
    expect(done).toEqual(sent.map(() => ({ deleted: 1, missing: [] })));
    expect(await historyOf('fin', of.conversationId)).toEqual([]);
    expect(await historyOf('gus', of.conversationId)).toHaveLength(12);
  });
});

describe('a conversation, whatever is done to it', () => {
  const users = ['owner', 'x', 'y'] as const;
  const user = fc.constantFrom(...users);
  const nth = fc.nat({ max: 20 });
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('send' as const), by: user, targets: fc.subarray(['x', 'y']) }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('read' as const), by: user, nth }) },
    fc.record({ kind: fc.constant('revoke' as const), by: user, nth }),
    fc.record({ kind: fc.constant('delete' as const), by: user, nth }),
    fc.record({ kind: fc.constant('delete all' as const), by: user }),
  );

  it('shows each user the same by sync, history and list, and counts what they have not read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20 }), async (steps) => {
        const groupId = await newGroup('x', 'y');
        const conversationId = `group/${groupId}`;
        const sent: { message: MessageAccepted; isRevoked: boolean }[] = [];
        const model = new Map(users.map((name) => [name, { read: 0, deletedTo: 0, deleted: new Set<number>() }]));
        const sees = (name: (typeof users)[number], seq: number): boolean => {
          const { deletedTo, deleted } = model.get(name) ?? { deletedTo: 0, deleted: new Set() };
          const { targetUserIds = [], senderUserId } = sent[seq - 1]?.message ?? {};
          const isTheirs = targetUserIds.length === 0 || targetUserIds.includes(name) || senderUserId === name;
          return isTheirs && seq > deletedTo && !deleted.has(seq);
        };
        for (const done of steps) {
          const of = { app, userId: done.by, conversationId };
          const mine = model.get(done.by);
          if (mine === undefined) throw new Error('an unknown user');
          if (done.kind === 'send') {
            const message = aGroupMessage(groupId, {
              senderUserId: done.by,
              targetUserIds: done.targets,
              acceptedAtMs: now,
            });
            sent.push({ message, isRevoked: false });
            expect(await store(message)).toEqual([sent.length]);
          } else if (done.kind === 'read') {
            mine.read = Math.max(mine.read, Math.min(done.nth, sent.length));
            await reads.markRead(of, done.nth, 0);
          } else if (done.kind === 'delete all') {
            mine.deletedTo = sent.length;
            await deletions.deleteConversation(of);
          } else {
            const one = sent[done.nth];
            if (one === undefined) continue;
            const seq = done.nth + 1;
            if (done.kind === 'delete') {
              const deleted = await deletions.deleteMessages(of, [one.message.messageId]);
              expect(deleted).toEqual({ deleted: sees(done.by, seq) ? 1 : 0, missing: [] });
              mine.deleted.add(seq);
            } else if (one.message.content === 'text') {
              one.isRevoked = true;
              const revocation = aRevocation(one.message, seq, { senderUserId: done.by });
              sent.push({ message: revocation, isRevoked: false });
              await store(revocation);
            }
          }
        }
        for (const name of users) {
          const seqs = sent.map((_, index) => index + 1).filter((seq) => sees(name, seq));
          const unread = seqs.filter((seq) => {
            const { message, isRevoked } = sent[seq - 1] ?? { message: undefined, isRevoked: false };
            const isCounted = !isRevoked && message?.content === 'text' && message.senderUserId !== name;
            return isCounted && seq > (model.get(name)?.read ?? 0);
          }).length;
          const [listed] = (await listOf(name, { limit: 1_000 })).filter(
            (one) => one.conversationId === conversationId,
          );
          expect(listed?.unreadCount ?? 0).toBe(unread);
          expect(listed?.lastMessage?.seq).toBe(seqs.at(-1));
          expect((await historyOf(name, conversationId))?.map(({ seq }) => seq)).toEqual([...seqs].reverse());
          const missed = (
            await messages.missed({ app, userId: name, deviceId: 'd', limit: 100, after: { conversationId, seq: 0 } })
          )
            .filter((message) => message.conversationId === conversationId)
            .map(({ seq }) => seq);
          expect(missed).toEqual(seqs);
          const read = await reads.markRead({ app, userId: name, conversationId }, 0, 0);
          expect(read?.unreadCount).toBe(unread);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('retention of an app', () => {
  it('neither gives nor keeps what is older, and leaves other apps alone', async () => {
    const short = 'short-lived';
    const old = now - 5 * DAY_MS;
    await maintainMessages(db, old, 30);
    const conversationId = 'peer/eve/fay';
    const inApp = (name: string, acceptedAtMs: number, text: string) =>
      peer('eve', 'fay', { app: name, acceptedAtMs, text });
    await store(inApp(short, old, 'old'), inApp(short, now, 'new'), inApp(app, old, 'kept'));
    const oldestAtMs = now - 3 * DAY_MS;
    const given = async () => ({
      sync: (
        await messages.missed({ app: short, userId: 'fay', deviceId: 'd', limit: 9, after: undefined, oldestAtMs })
      ).map(({ text }) => text),
      history: (
        await history.messagesOf(
          { app: short, userId: 'fay', conversationId },
          { seq: undefined, atMs: undefined },
          { oldestAtMs, limit: 9 },
        )
      )?.map(({ text }) => text),
      unread: (await history.conversationsOf({ app: short, userId: 'fay', oldestAtMs, after: undefined, limit: 9 }))[0]
        ?.unreadCount,
    });
    expect(await given()).toEqual({ sync: ['new'], history: ['new'], unread: 1 });
    const keepAll = (messageRetentionDays: number) =>
      keepRetention(
        {
          db,
          deletions,
          apps: {
            all: () => [{ app: short, limits: { ...effectiveLimits(undefined), messageRetentionDays } } as KnownApp],
          },
          retentionDays: 30,
        },
        { nowMs: now, isStopped: () => false },
      );
    const rows = async () =>
      (await db.prepared('rows-of-app', `select from message_store.message where app = $1`, [short])).length;
    await keepAll(30); // as long as the service: partitions go, and nothing is deleted
    expect(await rows()).toBe(2);
    await keepAll(3);
    expect(await rows()).toBe(1);
    const keep = () =>
      deletePastRetention(db, {
        app: short,
        oldestMs: oldestAtMs,
        serviceOldestMs: now - 31 * DAY_MS,
        isStopped: () => false,
      });
    expect(await keep()).toBe(0);
    expect(await given()).toEqual({ sync: ['new'], history: ['new'], unread: 1 });
    expect((await historyOf('fay', conversationId))?.map(({ text }) => text)).toEqual(['kept']);
    expect(await store(inApp(short, now, 'newest'))).toEqual([3]); // numbers go on
  });

  it('forgets deletions of messages that are gone', async () => {
    const message = peer('gil', 'hob', { acceptedAtMs: now - DAY_MS });
    await store(message);
    await deletions.deleteMessages({ app, userId: 'hob', conversationId: message.conversationId }, [message.messageId]);
    expect(await deletions.forget(now - DAY_MS)).toBe(0);
    expect(await deletions.forget(now - DAY_MS + 1)).toBe(1);
  });
});
