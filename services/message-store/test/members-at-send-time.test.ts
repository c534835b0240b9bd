import { randomUUID } from 'node:crypto';
import { silentLogger } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStoreDatabase, type StoreDatabase } from '../src/db/database.ts';
import { aGroupMessage } from './a-message.ts';
import { startStore } from './store-harness.ts';

let store: Awaited<ReturnType<typeof startStore>>;
let db: StoreDatabase;

const app = 'demo';

beforeAll(async () => {
  store = await startStore([{ app, packageName: 'com.example.demo', limits: { maxGroupMembers: 2_000 } }]);
  db = await openStoreDatabase({ url: store.databaseUrl, poolSize: 2, log: silentLogger() });
  for (const user of ['mia', 'max', 'ben', 'zoe']) store.online.set(user, [`${user}-phone`]);
});
afterAll(async () => {
  await db.close();
  await store.close();
  expect(store.context.fatal).toEqual([]);
});

const aGroup = async (...memberUserIds: string[]) => {
  const group = { app, groupId: randomUUID() };
  await store.groups.createGroup({ ...group, ownerUserId: 'owner', memberUserIds });
  return group;
};
const aMessageTo = ({ groupId }: { groupId: string }) =>
  aGroupMessage(groupId, { senderUserId: 'owner', pushConfig: { title: 't', content: 'c' } as never });
type Sent = ReturnType<typeof aMessageTo>;

const hasInHistory = async ({ conversationId, messageId }: Sent, userId: string) =>
  (await store.conversations.queryMessages({ app, userId, conversationId })).messages.some(
    (message) => message.messageId === messageId,
  );
const timesTold = ({ messageId }: Sent, to: string) =>
  store.delivered.filter(({ userId, message }) => userId === to && message?.messageId === messageId).length;
const timesPushed = ({ messageId }: Sent, to: string) =>
  store.offlineOf(messageId).flatMap(({ recipients }) => recipients.filter(({ userId }) => userId === to)).length;
/** Mia, who is a member all the time, has got it: with everybody else of her page. */
const isTold = (message: Sent, times = 1) =>
  until(() => timesTold(message, 'mia') === times && timesPushed(message, 'mia') === times, {
    message: 'the message to be told and published',
  });
const whatBecameOf = async (message: Sent, userId: string) => ({
  told: timesTold(message, userId),
  pushed: timesPushed(message, userId),
  has: await hasInHistory(message, userId),
});

const held: (() => Promise<void>)[] = [];
const letGo = async () => {
  await Promise.all(held.splice(0).map((free) => free()));
};
afterEach(letGo);
/** Holds what a statement locks, until `letGo`. */
const hold = async (name: string, statement: string, values: readonly string[] = []) => {
  const locked = Promise.withResolvers<void>();
  const free = Promise.withResolvers<void>();
  const over = db.transaction(
    async ({ prepared }) => {
      await prepared(name, statement, values);
      locked.resolve();
      await free.promise;
    },
    { lockWithinMs: 10_000, idleWithinMs: 60_000 },
  );
  held.push(() => {
    free.resolve();
    return over;
  });
  await Promise.race([locked.promise, over]);
};
/** How many wait for a row, one behind the other. */
const waiting = async () => {
  const [row] = await db.prepared<{ count: number }>(
    'who-waits',
    `select count(*) as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and wait_event in ('transactionid', 'tuple')`,
    [],
  );
  return row?.count ?? 0;
};

describe('who is a member when a message gets its number is told of it, pushed, and has it in their history', () => {
  it.each([
    { who: 'is kicked while the message is stored', isMember: true, isMessageFirst: true, gets: true },
    { who: 'is kicked right before it', isMember: true, isMessageFirst: false, gets: false },
    { who: 'joins while the message is stored', isMember: false, isMessageFirst: true, gets: false },
    { who: 'joins right before it', isMember: false, isMessageFirst: false, gets: true },
  ])('who $who: $gets', async ({ isMember, isMessageFirst, gets }) => {
    const group = await aGroup('mia', ...(isMember ? ['max'] : []));
    const message = aMessageTo(group);
    let hasChanged = false;
    const change = async () => {
      await (isMember
        ? store.groups.kickGroupMembers({ ...group, userId: 'owner', userIds: ['max'] })
        : store.groups.inviteToGroup({ ...group, userIds: ['max'] }));
      hasChanged = true;
    };
    const first = aMessageTo(group);
    await store.publish(first);
    await isTold(first);
    await hold(
      'hold-conversation',
      'select from message_store.conversation where app = $1 and conversation_id = $2 for update',
      [app, message.conversationId],
    );
    const send = () => store.publish(message);
    const underWay: Promise<unknown>[] = [];
    for (const act of isMessageFirst ? [send, change] : [change, send]) {
      underWay.push(act());
      await until(async () => hasChanged || (await waiting()) === underWay.length);
    }
    await letGo();
    await Promise.all(underWay);
    await isTold(message);
    expect(await whatBecameOf(message, 'max')).toEqual({ told: gets ? 1 : 0, pushed: gets ? 1 : 0, has: gets });
  });

  it.each([
    { who: 'is kicked before their own message is stored', isFirst: false },
    { who: 'is kicked after it', isFirst: true },
  ])('who $who: their other devices get it as their history has it: $isFirst', async ({ isFirst }) => {
    const group = await aGroup('mia', 'max');
    const message = { ...aMessageTo(group), senderUserId: 'max', senderDeviceId: 'max-laptop' };
    const kick = () => store.groups.kickGroupMembers({ ...group, userId: 'owner', userIds: ['max'] });
    if (!isFirst) await kick();
    await store.publish(message);
    await isTold(message);
    if (isFirst) await kick();
    expect(await whatBecameOf(message, 'max')).toEqual({ told: isFirst ? 1 : 0, pushed: 0, has: isFirst });
  });

  it('who joins before the message is read again: no', async () => {
    const group = await aGroup('mia');
    const message = aMessageTo(group);
    await store.publish(message);
    await isTold(message);
    await store.groups.inviteToGroup({ ...group, userIds: ['max'] });
    const next = aMessageTo(group);
    await store.publish(message, next);
    await isTold(message, 2);
    await isTold(next);
    expect(await whatBecameOf(message, 'max')).toEqual({ told: 0, pushed: 0, has: false });
    expect(await whatBecameOf(next, 'max')).toEqual({ told: 1, pushed: 1, has: true });
  });

  it('in a large group, those who are members until their page is read', async () => {
    const others = Array.from({ length: 600 }, (_, index) => `other-${index}`);
    const group = await aGroup('mia', 'max', 'ben', ...others);
    const message = aMessageTo(group);
    const kick = (userId: string) => store.groups.kickGroupMembers({ ...group, userId: 'owner', userIds: [userId] });
    const invite = (userId: string) => store.groups.inviteToGroup({ ...group, userIds: [userId] });
    await hold('hold-pages', 'lock table message_store.expansion in access exclusive mode');
    await store.publish(message);
    await until(() => hasInHistory(message, 'owner'), { message: 'the message to be stored' });
    await kick('max');
    await kick('ben');
    await invite('ben');
    await invite('zoe');
    await letGo();
    await isTold(message);
    const nothing = { told: 0, pushed: 0, has: false };
    expect(await whatBecameOf(message, 'zoe')).toEqual(nothing);
    expect(await whatBecameOf(message, 'ben')).toEqual(nothing);
    expect(await whatBecameOf(message, 'max')).toEqual({ ...nothing, has: true });
  });

  it('in a large group, who sent it as anybody else, on whichever page they are', async () => {
    const others = Array.from({ length: 1_200 }, (_, index) => `a-${String(index).padStart(4, '0')}`);
    const group = await aGroup('mia', 'max', ...others);
    const said = () => ({ ...aMessageTo(group), senderUserId: 'max', senderDeviceId: 'max-laptop' });
    const [before, after] = [said(), said()];
    await store.publish(before);
    await isTold(before);
    expect(await whatBecameOf(before, 'max')).toEqual({ told: 1, pushed: 0, has: true });
    await store.groups.kickGroupMembers({ ...group, userId: 'owner', userIds: ['max'] });
    await store.publish(after);
    await isTold(after);
    expect(await whatBecameOf(after, 'max')).toEqual({ told: 0, pushed: 0, has: false });
  });
});
