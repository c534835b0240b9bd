import { randomUUID } from 'node:crypto';
import { callChangedTopic } from '@bellhop/contracts';
import { createProducer, ensureTopics, type Producer } from '@bellhop/kafka';
import { freshDatabase, testConfig, testContext, testKafka, testServers, type FreshDatabase } from '@bellhop/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callDesk, type CallDesk } from '../src/calls/call-desk.ts';
import { callStore, type CallStore } from '../src/db/call-store.ts';
import { maintainMessages, openStoreDatabase, type StoreDatabase } from '../src/db/database.ts';
import { erasureStore } from '../src/db/erasure-store.ts';
import { groupStore, type GroupStore } from '../src/db/group-store.ts';
import { groupTransactions } from '../src/db/group-transactions.ts';
import { messageStore, type MessageStore } from '../src/db/message-store.ts';
import { readStore } from '../src/db/read-store.ts';
import type { CallCommand } from '../src/domain/call-machine.ts';
import { eraseUserData } from '../src/erasure/erase-user-data.ts';
import { storeEvents } from '../src/events.ts';

const context = testContext();
const DAY_MS = 86_400_000;
const now = Date.now();
let fresh: FreshDatabase;
let db: StoreDatabase;
let producer: Producer;
let messages: MessageStore;
let groups: GroupStore;
let calls: CallStore;
let desk: CallDesk;
let app: string;

const erase = (userId: string, isTimeOver = () => false) =>
  eraseUserData(
    { app, userId },
    { store: erasureStore(db), leaveGroup: (member) => groups.leave(member), calls, desk, isTimeOver },
  );
type Stored = Parameters<MessageStore['store']>[0][number];
const message = (over: object): Stored =>
  ({
    messageId: randomUUID(),
    app,
    conversationId: 'peer/ann/ben',
    senderUserId: 'ann',
    senderDeviceId: '',
    localId: 'local',
    target: 'toUserId',
    toUserId: 'ben',
    content: 'text',
    text: 'words of ann',
    pushConfig: null,
    targetUserIds: [],
    acceptedAtMs: now,
    ...over,
  }) as unknown as Stored;
const toGroup = (groupId: string, over: object): Stored =>
  message({ conversationId: `group/${groupId}`, toUserId: '', toGroupId: groupId, ...over });
const store = (...batch: Stored[]) => messages.store(batch, now);
const missed = (userId: string) => messages.missed({ app, userId, deviceId: 'phone', limit: 200, after: undefined });
const textsFor = async (userId: string) =>
  (await missed(userId)).map(({ senderUserId, text, revokedByUserId }) => [
    senderUserId,
    text ?? `revoked by ${revokedByUserId}`,
  ]);
const newGroup = (groupId: string, ownerUserId: string, ...memberUserIds: string[]) =>
  groups.create({ app, groupId, name: '', ownerUserId, memberUserIds, maxMembers: 100 });
/** Every row that names a user, as text. */
const rowsOf = async (table: string): Promise<string[]> =>
  (
    await db.prepared<{ row: string }>(
      `rows of ${table}`,
      `select t::text as row from message_store.${table} t where app = $1`,
      [app],
    )
  ).map(({ row }) => row);

beforeAll(async () => {
  fresh = await freshDatabase(testServers().databaseUrl);
  db = await openStoreDatabase({ url: fresh.url, poolSize: 4, log: context.log });
  await maintainMessages(db, now, 30);
  const kafka = testKafka(testConfig());
  await ensureTopics(kafka, [callChangedTopic]);
  producer = await createProducer(kafka);
  messages = messageStore(db);
  groups = groupStore(db, groupTransactions(db, { atOnce: 1 }));
  calls = callStore(db);
  desk = callDesk({ calls, producer, events: storeEvents(context.log), log: context.log, clock: Date.now });
});
beforeEach(() => {
  app = randomUUID().slice(0, 8);
});
afterAll(async () => {
  await desk.close();
  await producer.close();
  await db.close();
  await fresh.drop();
  expect(context.fatal).toEqual([]);
});

describe('a user who is erased', () => {
  it('leaves messages without content at their places, and nothing that they had not read', async () => {
    await newGroup('team', 'ann', 'ben', 'cem');
    await newGroup('former', 'ben', 'ann');
    await store(
      message({}),
      message({ senderUserId: 'ben', toUserId: 'ann', text: 'words of ben' }),
      message({
        content: 'custom',
        text: '',
        custom: { type: 7, data: 'words of ann' },
        acceptedAtMs: now - 2 * DAY_MS,
      }),
      toGroup('team', {}),
      toGroup('team', { senderUserId: 'cem', text: 'words of cem' }),
      toGroup('former', { acceptedAtMs: now - 400 * DAY_MS }), // in the default partition
    );
    await groups.leave({ app, groupId: 'former', userId: 'ann' });
    await groups.add({ app, groupId: 'former', userIds: ['ann'], inviter: undefined, maxMembers: 100 });
    await groups.leave({ app, groupId: 'former', userId: 'ann' });
    await messages.setPositions([
      { app, userId: 'ann', deviceId: 'tablet', conversationId: 'peer/ann/ben', seq: 1 },
      { app, userId: 'ben', deviceId: 'tablet', conversationId: 'peer/ann/ben', seq: 1 },
    ]);

    const [conversation, seq] = ['peer/ann/ben', 1];
    await db.prepared('set', `insert into message_store.conversation_setting values ($1, $2, 'ann', 3, null)`, [
      app,
      conversation,
    ]);
    const deleted = `insert into message_store.deleted_message values ($1, 'ann', $2, $3, 0)`;
    await db.prepared('deleted', deleted, [app, conversation, seq]);

    expect(await erase('ann')).toEqual({ done: true, erased: { groups: 1, calls: 0, messages: 4 } });

    expect((await rowsOf('message')).filter((row) => /words of ann|local/.test(row)).toSorted()).toEqual([
      expect.stringContaining('words of cem'), // group/team
      expect.stringContaining('words of ben'), // peer/ann/ben
    ]);
    expect(await textsFor('ann')).toEqual([]);
    expect(await textsFor('ben')).toEqual([
      ['ann', 'revoked by ann'], // former
      ['ann', 'revoked by ann'], // team
      ['cem', 'words of cem'],
      ['ann', 'revoked by ann'], // peer
      ['ben', 'words of ben'],
      ['ann', 'revoked by ann'],
    ]);
    expect(await groups.members({ app, groupId: 'team', afterUserId: '', limit: 10 })).toMatchObject([
      { userId: 'ben', role: 'owner' },
      { userId: 'cem', role: 'member' },
    ]);
    expect((await rowsOf('device_position')).join()).toMatch(/^\([^)]*ben[^)]*\)$/);
    expect((await rowsOf('user_conversation')).filter((row) => row.includes(',ann,')).toSorted()).toEqual([
      expect.stringContaining(`(${app},ann,group/former,1,1,`),
      expect.stringContaining(`(${app},ann,group/team,2,2,`),
      expect.stringContaining(`(${app},ann,peer/ann/ben,3,`),
    ]);
    for (const table of ['user_erasure', 'conversation_setting', 'deleted_message'])
      expect(await rowsOf(table)).toEqual([]);
    expect(await erase('ann')).toEqual({ done: true, erased: { groups: 0, calls: 0, messages: 0 } });
    expect(await readStore(db).receiptOf({ app, userId: 'ann', conversationId: conversation })).toEqual({
      readSeq: 0,
      deliveredSeq: 0,
    });

    // Who comes back gets what is new, and nothing of the past.
    await store(message({ senderUserId: 'ben', toUserId: 'ann', text: 'welcome back' }));
    expect(await textsFor('ann')).toEqual([['ben', 'welcome back']]);
  });

  it('is erased again with what was under way to a group that they have left by then', async () => {
    await newGroup('slow', 'ben', 'ann');
    await store(toGroup('slow', {}));
    await erase('ann');
    await store(toGroup('slow', { text: 'late words of ann' })); // Kafka had it when the user was erased
    await store(toGroup('slow', { senderUserId: 'ben', text: 'words of ben' }));
    expect(await textsFor('ann')).toEqual([]);
    expect(await erase('ann')).toEqual({ done: true, erased: { groups: 0, calls: 0, messages: 1 } });
    expect((await rowsOf('message')).filter((row) => row.includes('words of ann'))).toEqual([]);
    await groups.add({ app, groupId: 'slow', userIds: ['ann'], inviter: undefined, maxMembers: 100 });
    await store(toGroup('slow', { senderUserId: 'ben', text: 'welcome back' }));
    expect(await textsFor('ann')).toEqual([['ben', 'welcome back']]);
  });

  it('does not wait for who stores and revokes in the same conversation, nor they for it, for ever', async () => {
    const failed: unknown[] = [];
    for (let round = 0; round < 20; round += 1) {
      const [groupId, userId] = [`busy${round}`, `eve${round}`];
      await newGroup(groupId, userId, 'ben');
      const sent = Array.from({ length: 100 }, () => toGroup(groupId, { senderUserId: userId }));
      await store(...sent);
      const revocations = sent.slice(60).map((one, index) =>
        toGroup(groupId, {
          senderUserId: userId,
          content: 'revocation',
          text: undefined,
          revocation: { messageId: one.messageId, seq: 61 + index, senderUserId: userId },
        }),
      );
      const both = [erasureStore(db).eraseMessages({ app, userId }, 1_000), store(...revocations)];
      for (const { reason } of (await Promise.allSettled(both)).filter((one) => one.status === 'rejected'))
        failed.push(reason);
    }
    expect(failed).toEqual([]);
  });

  it('is not brought back by a message that is handled again', async () => {
    const one = message({});
    await store(one);
    await erase('ann');
    expect(await store(one)).toMatchObject([{ seq: 1, kept: { revokedByUserId: 'ann' } }]);
    expect(await textsFor('ben')).toEqual([['ann', 'revoked by ann']]);
  });

  it('leaves local ids taken, for no content that is known: what somebody sends under one later is refused, not lost', async () => {
    const one = message({ localId: 'local' });
    await store(one);
    const contents = () => messages.contents(app, [one], 0);
    expect(await contents()).toMatchObject([{ localId: 'local' }]);
    await erase('ann');
    const erased = { localId: '', revokedByUserId: 'ann' };
    expect(await contents()).toMatchObject([erased]);
    expect(await store({ ...one, text: 'new words' })).toMatchObject([{ seq: 1, kept: erased }]);
  });

  it('is erased step by step, each call going on where the one before stopped, however many messages there are', async () => {
    const MANY = 40_000;
    await newGroup('large', 'ben', 'ann');
    await db.prepared(
      'many',
      `insert into message_store.message (app, conversation_id, seq, created_at, message_id, sender_user_id, to_user_id, to_group_id, local_id, body, target_user_ids, stored_at)
       select $1, 'group/large', n, $2::bigint - n % 3 * 86400000, 'm' || n, case when n % 2 = 0 then 'ann' else 'ben' end, '', 'large', '', 'words', '{}', 0
         from generate_series(1, $3::int) n`,
      [app, now, MANY],
    );
    await db.prepared(
      'counter',
      `update message_store.conversation set last_seq = $2 where app = $1 and conversation_id = 'group/large'`,
      [app, MANY],
    );
    await store(message({}));
    let erased = 0;
    let parts = 0;
    for (let done = false; !done; parts += 1) {
      const part = await erase('ann', () => true); // a step of each kind at a time
      erased += part.erased.messages ?? 0;
      done = part.done;
      expect(part.erased.messages).toBeLessThanOrEqual(5_000);
    }
    expect(parts).toBeGreaterThan(MANY / 5_000);
    expect(erased).toBe(MANY / 2 + 1);
    const left = await db.prepared<{ sender_user_id: string; count: number }>(
      'left',
      `select sender_user_id, count(*)::int from message_store.message where app = $1 and body <> '' group by 1`,
      [app],
    );
    expect(left).toEqual([{ sender_user_id: 'ben', count: MANY / 2 }]);
  });

  it('is erased by two who do it at the same time', async () => {
    await newGroup('team', 'ann', 'ben');
    await store(...Array.from({ length: 50 }, () => toGroup('team', {})), message({}));
    const both = await Promise.all([erase('ann'), erase('ann')]);
    expect(both.every(({ done }) => done)).toBe(true);
    expect(both.reduce((sum, { erased }) => sum + (erased.messages ?? 0), 0)).toBe(51);
    expect(await rowsOf('user_erasure')).toEqual([]);
  });

  it('begins anew what was left long ago: they may have written since', async () => {
    await store(message({}), message({ conversationId: 'peer/ann/zoe', toUserId: 'zoe' }));
    const left = `insert into message_store.user_erasure values ($1, 'ann', 'peer/ann/zoe', 0, now() - interval '2 hours')`;
    await db.prepared('left-long-ago', left, [app]);
    expect((await erase('ann')).erased.messages).toBe(2);
  });

  it('leaves their calls, which lose what they gave to them', async () => {
    const acting = (userId: string) => ({ userId, deviceId: `phone of ${userId}`, extendedData: `words of ${userId}` });
    const call = (userId: string, ...invitees: string[]): CallCommand => ({
      kind: 'call',
      ...acting(userId),
      invitees,
      timeoutSeconds: 600,
      pushConfig: { title: `words of ${userId}` },
    });
    const carryOut = (callId: string, command: CallCommand) => desk.carryOut({ app, callId, command });
    await carryOut('theirs', call('ann', 'ben', 'cem'));
    await carryOut('ringing', call('ben', 'ann', 'cem'));
    await carryOut('talking', call('ben', 'ann', 'cem'));
    await carryOut('talking', { kind: 'accept', ...acting('ann') });
    await carryOut('talking', { kind: 'accept', ...acting('cem') });

    expect(await erase('ann')).toMatchObject({ done: true, erased: { calls: 3 } });

    const of = async (callId: string) => calls.find({ app, callId });
    expect(await of('theirs')).toMatchObject({ isEnded: true, members: { 1: { state: 'cancelled' } } });
    expect(await of('ringing')).toMatchObject({ isEnded: false, members: { 1: { state: 'rejected' } } });
    expect(await of('talking')).toMatchObject({ isEnded: false, members: { 1: { state: 'quit', deviceId: '' } } });
    const records = (await rowsOf('call')).join();
    expect(records).not.toMatch(/of ann/);
    expect(records).toMatch(/words of ben/);
    expect(await calls.listOf({ app, userId: 'ann', before: undefined, limit: 10 })).toEqual([]);
    expect(await calls.listOf({ app, userId: 'ben', before: undefined, limit: 10 })).toHaveLength(3);

    // What goes on without them does not come back to their list.
    await carryOut('talking', { kind: 'quit', ...acting('cem') });
    expect(await calls.listOf({ app, userId: 'ann', before: undefined, limit: 10 })).toEqual([]);

    // When nobody has it on their list any more, a call is gone.
    await erase('ben');
    await erase('cem');
    expect(await rowsOf('call')).toEqual([]);
    expect(await rowsOf('call_user')).toEqual([]);
  });
});
