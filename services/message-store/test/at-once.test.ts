import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { freshDatabase, testContext, testServers, type FreshDatabase } from '@bellhop/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maintainMessages, openStoreDatabase, type StoreDatabase } from '../src/db/database.ts';
import { deletionStore } from '../src/db/deletion-store.ts';
import { erasureStore } from '../src/db/erasure-store.ts';
import { groupChangeStore } from '../src/db/group-change-store.ts';
import { lockGroup } from '../src/db/group-row.ts';
import { groupStore } from '../src/db/group-store.ts';
import { groupTransactions } from '../src/db/group-transactions.ts';
import { groupKey } from '../src/db/member-pages.ts';
import { messageStore } from '../src/db/message-store.ts';
import { readStore } from '../src/db/read-store.ts';
import { settingStore } from '../src/db/setting-store.ts';
import { aGroupMessage, aRevocation } from './a-message.ts';

let fresh: FreshDatabase;
let db: StoreDatabase;

const app = 'demo';
const now = Date.now();
const users = ['ann', 'ben', 'cem', 'dua'];

beforeAll(async () => {
  fresh = await freshDatabase(testServers().databaseUrl);
  db = await openStoreDatabase({ url: fresh.url, poolSize: 12, log: testContext().log });
  await maintainMessages(db, now, 30);
});
afterAll(async () => {
  await db.close();
  await fresh.drop();
});

/** Changes of groups that wait for those of other replicas in the database alone. */
function aReplica() {
  const inTransaction = groupTransactions(db, { atOnce: 3 });
  return { groups: groupStore(db, inTransaction), changes: groupChangeStore(db, inTransaction) };
}

const user = fc.constantFrom(...users);
const some = fc.uniqueArray(user, { minLength: 1 });
const nth = fc.constantFrom(0, 1);
const act = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), by: user, to: some, nth }),
  fc.record({ kind: fc.constant('add' as const), by: user, to: some, nth }),
  fc.record({ kind: fc.constant('leave' as const), by: user, nth }),
  fc.record({ kind: fc.constant('kick' as const), by: user, to: some, nth }),
  fc.record({ kind: fc.constant('transfer' as const), by: user, to: some, nth }),
  fc.record({ kind: fc.constant('promote' as const), by: user, to: some, nth }),
  fc.record({ kind: fc.constant('dissolve' as const), by: user, nth }),
  fc.record({ kind: fc.constant('send' as const), by: user, nth }),
  fc.record({ kind: fc.constant('revoke' as const), by: user, nth }),
  fc.record({ kind: fc.constant('read' as const), by: user, nth }),
  fc.record({ kind: fc.constant('delete' as const), by: user, nth }),
  fc.record({ kind: fc.constant('mute' as const), by: user, nth }),
  fc.record({ kind: fc.constant('erase' as const), by: user, nth }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

describe('two groups, whatever is done to them and their conversations at once', () => {
  it('have one owner each who is a member, lists and settings that fit their members, messages for those whose history has them, and nobody who waits for ever', async () => {
    const [replica, ...others] = Array.from({ length: 4 }, aReplica);
    if (replica === undefined) throw new Error('there is no replica');
    const messages = messageStore(db);
    const reads = readStore(db);
    const deletions = deletionStore(db);
    const settings = settingStore(db);
    const erasure = erasureStore(db);
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 24 }), async (acts) => {
        const groupIds = [randomUUID(), randomUUID()];
        const first = groupIds.map((groupId) => aGroupMessage(groupId, { senderUserId: 'ann' }));
        for (const groupId of groupIds)
          await replica.groups.create({
            app,
            groupId,
            name: '',
            ownerUserId: 'ann',
            memberUserIds: users,
            maxMembers: 100,
          });
        await messages.store(first, now);
        /** Of each message to a group: where it lies, and who was told of it. */
        const told: { groupId: string; seq: number; userIds: readonly string[] }[] = [];
        const run = async (one: Act, index: number): Promise<unknown> => {
          const { groups, changes } = [replica, ...others][index % 4] ?? replica;
          const groupId = groupIds[one.nth] ?? '';
          const group = { app, groupId };
          const by = { ...group, userId: one.by };
          const of = { app, userId: one.by, conversationId: `group/${groupId}` };
          const both = (over: object) =>
            (one.nth === 0 ? groupIds : groupIds.toReversed()).map((id) =>
              aGroupMessage(id, { senderUserId: one.by, ...over }),
            );
          switch (one.kind) {
            case 'create':
              return groups.create({ ...group, name: '', ownerUserId: one.by, memberUserIds: one.to, maxMembers: 100 });
            case 'add':
              return groups.add({ ...group, userIds: one.to, inviter: one.by, maxMembers: 100 });
            case 'leave':
              return groups.leave(by);
            case 'kick':
              return changes.kick(by, one.to);
            case 'transfer':
              return changes.transfer(by, one.to[0] ?? '');
            case 'promote':
              return changes.setRole(by, one.to[0] ?? '', 'admin');
            case 'dissolve':
              return changes.dissolve(by, now);
            case 'send': {
              const batch = both({});
              const { places, members } = await messages.storeWithMembers(batch, now, () => false, 100);
              for (const [index, { seq }] of places.entries()) {
                const toGroupId = batch[index]?.toGroupId ?? '';
                const { userIds = [] } = members.get(groupKey({ app, groupId: toGroupId })) ?? {};
                told.push({ groupId: toGroupId, seq, userIds });
              }
              return;
            }
            case 'revoke': {
              const revoked = one.nth === 0 ? first : first.toReversed();
              return messages.store(
                revoked.map((message) => aRevocation(message, 1)),
                now,
              );
            }
            case 'read':
              return reads.markRead(of, 9, 0);
            case 'delete':
              return deletions.deleteConversation(of);
            case 'mute':
              return settings.set(of, { mode: 'NOTIFY_MODE_NONE', muteUntilMs: null }, now);
            case 'erase':
              await erasure.eraseMessages({ app, userId: one.by }, 1_000);
              return erasure.closeConversations({ app, userId: one.by }, 100);
          }
        };
        await Promise.all(acts.map(run));
        const erased = new Set(acts.filter(({ kind }) => kind === 'erase').map(({ by }) => by));
        for (const groupId of groupIds) {
          const found = await replica.groups.find({ app, groupId }, now);
          const members = (await replica.groups.members({ app, groupId, afterUserId: '', limit: 100 })) ?? [];
          const owners = members.filter(({ role }) => role === 'owner').map(({ userId }) => userId);
          expect(owners).toEqual(found === undefined ? [] : [found.ownerUserId]);
          const lists = await db.prepared<{ user_id: string; start_seq: number; end_seq: number | null }>(
            'lists',
            `select user_id, start_seq, end_seq from message_store.user_conversation where conversation_id = $1 order by user_id`,
            [`group/${groupId}`],
          );
          const open = lists.filter(({ end_seq: end }) => end === null).map(({ user_id: userId }) => userId);
          expect(open).toEqual(members.map(({ userId }) => userId).toSorted());
          const facts = await settings.factsOf([{ app, conversationId: `group/${groupId}`, toGroupId: groupId }]);
          const muted = [...facts({ app, conversationId: `group/${groupId}` }).settings.keys()];
          expect(muted.filter((userId) => !open.includes(userId))).toEqual([]);
          for (const { seq, userIds } of told.filter((message) => message.groupId === groupId)) {
            // Who came back has another beginning now, and an erasure moves both ends.
            const known = lists.filter(({ user_id: userId, start_seq: start }) => start < seq && !erased.has(userId));
            expect(known.filter(({ user_id: userId }) => userIds.includes(userId))).toEqual(
              known.filter(({ end_seq: end }) => seq <= (end ?? seq)),
            );
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

it('attributes of a group are read while somebody changes it', async () => {
  const group = { app, groupId: randomUUID() };
  const { groups, changes } = aReplica();
  await groups.create({ ...group, name: '', ownerUserId: 'ann', memberUserIds: [], maxMembers: 100 });
  await changes.setAttributes({ ...group, userId: 'ann' }, { topic: 'trains' });
  const read = await db.transaction(
    async (statements) => {
      await lockGroup(statements, group);
      return Promise.all(['ann', 'ben', ''].map((userId) => changes.attributes({ ...group, userId })));
    },
    { lockWithinMs: 1_000, idleWithinMs: 10_000 },
  );
  expect(read).toMatchObject([
    { kind: 'done', value: { topic: 'trains' } },
    { refusal: 'GROUP_REFUSAL_NOT_A_MEMBER' },
    { kind: 'done', value: { topic: 'trains' } },
  ]);
});

it('a group in which everybody joins while its row is locked leaves messages and other groups their connections', async () => {
  const small = await openStoreDatabase({ url: fresh.url, poolSize: 4, log: testContext().log });
  try {
    const groups = groupStore(small, groupTransactions(small, { atOnce: 2, longestWaitMs: 60_000 }));
    const group = { app, groupId: randomUUID() };
    await groups.create({ ...group, name: '', ownerUserId: 'ann', memberUserIds: [], maxMembers: 1_000 });
    const joins = await db.transaction(
      async (statements) => {
        await lockGroup(statements, group);
        const joining = Array.from({ length: 201 }, (_, index) =>
          groups.join({ ...group, userId: `u${index}`, maxMembers: 1_000 }),
        );
        await expect(joining.pop()).rejects.toMatchObject({ code: 'RESOURCE_EXHAUSTED', retryAfterMs: 1_000 });
        await messageStore(small).store([aGroupMessage(group.groupId, { senderUserId: 'ann' })], now);
        const other = { app, groupId: randomUUID(), name: '', ownerUserId: 'ben', memberUserIds: [], maxMembers: 1 };
        expect(await groups.create(other)).toMatchObject({ kind: 'joined' });
        return { joining };
      },
      { lockWithinMs: 1_000, idleWithinMs: 30_000 },
    );
    const joined = await Promise.all(joins.joining);
    expect(joined.every(({ kind }) => kind === 'joined')).toBe(true);
    expect(await groups.find(group, now)).toMatchObject({ memberCount: 201 });
  } finally {
    await small.close();
  }
});

it('a change of a group whose turn comes when nobody waits for it any more is not made', async () => {
  const groups = groupStore(db, groupTransactions(db, { atOnce: 2, longestWaitMs: 50 }));
  const group = { app, groupId: randomUUID() };
  await groups.create({ ...group, name: '', ownerUserId: 'ann', memberUserIds: [], maxMembers: 9 });
  const joins = await db.transaction(
    async (statements) => {
      await lockGroup(statements, group);
      const joining = ['ben', 'cem'].map((userId) => groups.join({ ...group, userId, maxMembers: 9 }));
      await delay(100);
      return { joining };
    },
    { lockWithinMs: 1_000, idleWithinMs: 30_000 },
  );
  expect(await Promise.allSettled(joins.joining)).toMatchObject([
    { value: { kind: 'joined' } },
    { reason: { code: 'UNAVAILABLE' } },
  ]);
  expect(await groups.find(group, now)).toMatchObject({ memberCount: 2 });
});
