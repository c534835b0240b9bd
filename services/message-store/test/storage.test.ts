import { randomUUID } from 'node:crypto';
import type { MessageAccepted } from '@bellhop/contracts';
import { silentLogger } from '@bellhop/runtime';
import { freshDatabase, testServers, type FreshDatabase } from '@bellhop/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maintainMessages, openStoreDatabase, type StoreDatabase } from '../src/db/database.ts';
import { groupStore, type GroupStore } from '../src/db/group-store.ts';
import { groupTransactions } from '../src/db/group-transactions.ts';
import { messageStore, type Had, type MessageStore } from '../src/db/message-store.ts';
import { aGroupMessage, aMessage } from './a-message.ts';

let fresh: FreshDatabase;
let db: StoreDatabase;
let messages: MessageStore;
let groups: GroupStore;

const now = Date.now();
const config = () => ({ url: fresh.url, poolSize: 4, log: silentLogger() });

const message = (over: Partial<MessageAccepted> = {}): MessageAccepted => aMessage({ acceptedAtMs: now, ...over });
const toGroup = (groupId: string, over: Partial<MessageAccepted> = {}): MessageAccepted =>
  aGroupMessage(groupId, { acceptedAtMs: now, ...over });
const seqs = async (batch: readonly MessageAccepted[], atMs = now): Promise<number[]> =>
  (await messages.store(batch, atMs)).map(({ seq }) => seq);
const missed = async (userId: string, deviceId = 'phone', limit = 100) =>
  messages.missed({ app: 'demo', userId, deviceId, limit, after: undefined });

beforeAll(async () => {
  fresh = await freshDatabase(testServers().databaseUrl);
  // Replicas start at once: one migrates, the others wait.
  const opened = await Promise.all([
    openStoreDatabase(config()),
    openStoreDatabase(config()),
    openStoreDatabase(config()),
  ]);
  db = opened[0];
  await Promise.all([opened[1].close(), opened[2].close()]);
  await maintainMessages(db, now, 30);
  messages = messageStore(db);
  groups = groupStore(db, groupTransactions(db, { atOnce: 1 }));
});

afterAll(async () => {
  await db.close();
  await fresh.drop();
});

describe('storing', () => {
  it('never reads a whole day, though the plan was made while the day was empty', async () => {
    const own = await freshDatabase(testServers().databaseUrl);
    const alone = await openStoreDatabase({ url: own.url, poolSize: 1, log: silentLogger() });
    await maintainMessages(alone, now, 30);
    const store = messageStore(alone);
    const batch = () =>
      Array.from({ length: 50 }, (_, user) => message({ conversationId: `peer/alice/u${user}`, toUserId: `u${user}` }));
    for (let times = 0; times < 12; times += 1) await store.store(batch(), now);
    await alone.prepared('flush', 'select pg_stat_force_next_flush()', []);
    const read = await alone.prepared<{ rows: number }>(
      'rows-read',
      `select sum(seq_tup_read)::int as rows from pg_stat_user_tables where schemaname = 'message_store' and relname like 'message%'`,
      [],
    );
    expect(read).toEqual([{ rows: 0 }]);
    await alone.close();
    await own.drop();
  });

  it('numbers each conversation without gaps, and a replay changes nothing', async () => {
    const batch = [
      message(),
      message({ conversationId: 'peer/bob/carol', senderUserId: 'carol' }),
      message(),
      message(),
    ];
    expect(await seqs(batch)).toEqual([1, 1, 2, 3]);
    expect(await seqs(batch, now + 5)).toEqual([1, 1, 2, 3]);
    expect(await seqs([message()])).toEqual([4]);
  });

  // Small and large batches look for what is there in different ways.
  it.each([0, 30])(
    'takes a retry with the same id, at another time and beside %i other messages and a new one, as one message',
    async (others) => {
      const peer = { conversationId: `peer/dave/erin-${others}`, senderUserId: 'dave', toUserId: `erin-${others}` };
      const first = message(peer);
      expect(await seqs([first, first])).toEqual([1, 1]);
      const retry = { ...first, acceptedAtMs: now + 60_000 };
      const beside = Array.from({ length: others }, (_, index) =>
        message({ conversationId: `peer/dave/x-${index}`, senderUserId: 'dave', toUserId: `x-${index}` }),
      );
      expect(await seqs([retry, { ...first, messageId: randomUUID() }, ...beside])).toEqual([
        1,
        2,
        ...beside.map(() => 1),
      ]);
    },
  );

  it('keeps what was sent first under an id, and says what that was', async () => {
    const peer = { conversationId: 'peer/dave/flo', senderUserId: 'dave', toUserId: 'flo' };
    const first = message({ ...peer, text: 'first', localId: 'l' });
    const { text: _, ...rest } = first;
    const other: MessageAccepted = { ...rest, content: 'custom', custom: { type: 7, data: 'other' } };
    const kept = async (...batch: MessageAccepted[]) => (await messages.store(batch, now)).map((place) => place.kept);
    expect(await kept(first, other)).toEqual([undefined, { localId: 'l', text: 'first', targetUserIds: [] }]);
    expect(await kept(other)).toEqual([{ localId: 'l', text: 'first', targetUserIds: [] }]);
    expect((await missed('flo')).map(({ text }) => text)).toEqual(['first']);
    const custom = { ...other, messageId: randomUUID() };
    expect(await kept(custom)).toEqual([undefined]);
    expect(await kept({ ...first, messageId: custom.messageId })).toEqual([
      { localId: 'l', custom: { type: 7, data: 'other' }, targetUserIds: [] },
    ]);
  });

  it('leaves no gap and no duplicate when several write the same conversations at once', async () => {
    const conversationId = 'peer/x/y';
    const batches = Array.from({ length: 6 }, () =>
      Array.from({ length: 50 }, () => message({ conversationId, senderUserId: 'x', toUserId: 'y' })),
    );
    const given = (await Promise.all(batches.map((batch) => seqs(batch)))).flat().sort((a, b) => a - b);
    expect(given).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
  });
});

describe('sync', () => {
  it('gives a device what it missed, in order and in pages, until it has it', async () => {
    const batch = Array.from({ length: 5 }, (_, index) =>
      message({ conversationId: 'peer/ann/sam', senderUserId: 'ann', toUserId: 'sam', text: `m${index}` }),
    );
    await messages.store(batch, now);
    const page = await missed('sam', 'phone', 3);
    expect(page.map(({ text, seq }) => [text, seq])).toEqual([
      ['m0', 1],
      ['m1', 2],
      ['m2', 3],
    ]);
    const next = await messages.missed({
      app: 'demo',
      userId: 'sam',
      deviceId: 'phone',
      limit: 3,
      after: { conversationId: 'peer/ann/sam', seq: 3 },
    });
    expect(next.map(({ text }) => text)).toEqual(['m3', 'm4']);
    await messages.setPositions([
      { app: 'demo', userId: 'sam', deviceId: 'phone', conversationId: 'peer/ann/sam', seq: 5 },
    ]);
    expect(await missed('sam')).toEqual([]);
    expect(await missed('sam', 'tablet')).toHaveLength(5); // positions are per device
  });

  it('takes no position beyond the end of a conversation, or in one that is not the user’s', async () => {
    const peer = { conversationId: 'peer/ann/sky', senderUserId: 'ann', toUserId: 'sky', target: 'toUserId' } as const;
    await messages.store([message({ ...peer, text: 'before' })], now);
    const at = (userId: string, conversationId: string) => ({
      app: 'demo',
      userId,
      deviceId: 'phone',
      conversationId,
      seq: 99_999,
    });
    await messages.setPositions([at('sky', 'peer/ann/sky'), at('eve', 'peer/ann/sky'), at('sky', 'group/none')]);
    await messages.store([message({ ...peer, text: 'after' })], now);
    expect((await missed('sky')).map(({ text }) => text)).toEqual(['after']);
    expect(await missed('eve')).toEqual([]);
  });

  it('never skips what was missed before a message that came live', async () => {
    const at = (seq: number) => ({
      app: 'demo',
      userId: 'tom',
      deviceId: 'phone',
      conversationId: 'peer/ann/tom',
      seq,
      isOwn: false,
    });
    await messages.store(
      Array.from({ length: 4 }, () =>
        message({ conversationId: 'peer/ann/tom', senderUserId: 'ann', toUserId: 'tom' }),
      ),
      now,
    );
    expect(await messages.advance([at(3)])).toEqual([at(3)]);
    expect(await missed('tom')).toHaveLength(4);
    expect(await messages.advance([at(1), at(2), at(4)])).toEqual([at(4)]);
    expect((await missed('tom')).map(({ seq }) => seq)).toEqual([3, 4]);
    expect(await messages.advance([at(3), at(4), at(3)])).toEqual([]);
    expect(await missed('tom')).toEqual([]);
  });

  it('knows what a device has, whatever it wrote in between; a sync begins before that, as it shows what was written', async () => {
    const seqs = fc.uniqueArray(fc.record({ seq: fc.integer({ min: 1, max: 12 }), isOwn: fc.boolean() }), {
      selector: ({ seq }) => seq,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(seqs, fc.integer({ min: 1, max: 5 }), async (had, batch) => {
        const place = { app: 'demo', userId: 'tim', deviceId: randomUUID(), conversationId: 'peer/ann/tim' };
        let early: Had[] = [];
        for (let start = 0; start < had.length; start += batch)
          early = await messages.advance([
            ...had.slice(start, start + batch).map((one) => ({ ...place, ...one })),
            ...early,
          ]);
        const upTo = (has: (seq: number) => boolean): number => {
          let seq = 0;
          while (has(seq + 1)) seq += 1;
          return seq;
        };
        const [row = { delivered_seq: 0, had_seq: 0 }] = await db.prepared<{ delivered_seq: number; had_seq: number }>(
          'position-of',
          'select delivered_seq, had_seq from message_store.device_position where device_id = $1',
          [place.deviceId],
        );
        expect(row).toEqual({
          delivered_seq: upTo((seq) => had.some((one) => one.seq === seq && !one.isOwn)),
          had_seq: upTo((seq) => had.some((one) => one.seq === seq)),
        });
        expect(early.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(
          had.flatMap(({ seq }) => (seq > row.had_seq ? seq : [])).toSorted((a, b) => a - b),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('shows a targeted group message to its targets and its sender alone', async () => {
    await groups.create({
      app: 'demo',
      groupId: 'g-target',
      name: '',
      ownerUserId: 'o',
      memberUserIds: ['p', 'q'],
      maxMembers: 10,
    });
    await messages.store(
      [toGroup('g-target', { senderUserId: 'o', targetUserIds: ['p'] }), toGroup('g-target', { senderUserId: 'o' })],
      now,
    );
    expect((await missed('p')).map(({ seq }) => seq)).toEqual([1, 2]);
    expect((await missed('q')).map(({ seq }) => seq)).toEqual([2]);
  });

  const positionsOf = async (userId: string) =>
    Object.fromEntries(
      (
        await db.prepared<{ conversation_id: string; delivered_seq: number }>(
          'positions-of-user',
          'select conversation_id, delivered_seq from message_store.device_position where user_id = $1',
          [userId],
        )
      ).map((row) => [row.conversation_id, row.delivered_seq]),
    );

  it('passes over what is for others where nothing is before it, and does not read it again', async () => {
    const userId = randomUUID();
    const newGroup = async () => {
      const groupId = randomUUID();
      await groups.create({
        app: 'demo',
        groupId,
        name: '',
        ownerUserId: 'o',
        memberUserIds: [userId],
        maxMembers: 10,
      });
      return groupId;
    };
    const [one, other] = [await newGroup(), await newGroup()];
    const forOthers = (groupId: string) => toGroup(groupId, { senderUserId: 'o', targetUserIds: ['p'] });
    await seqs([forOthers(one), forOthers(one), toGroup(other, { senderUserId: 'o' }), forOthers(other)]);
    expect((await missed(userId)).map(({ seq }) => seq)).toEqual([1]);
    expect(await positionsOf(userId)).toEqual({ [`group/${one}`]: 2 });
    expect((await missed(userId)).map(({ seq }) => seq)).toEqual([1]); // not acknowledged
    const acknowledged = { app: 'demo', userId, deviceId: 'phone', conversationId: `group/${other}`, seq: 1 };
    await messages.setPositions([acknowledged]);
    expect(await missed(userId)).toEqual([]);
    expect(await positionsOf(userId)).toEqual({ [`group/${one}`]: 2, [`group/${other}`]: 2 });
    // Of what the phone got live, or has nothing of, another device's push is not spared: nobody says that it was seen.
    const [synced] = await db.prepared<{ most: number }>(
      'synced-of-user',
      'select max(synced_seq) as most from message_store.device_position where user_id = $1',
      [userId],
    );
    expect(synced?.most).toBe(1);
  });

  it('gives all that is not acknowledged, whatever is for others in between, in pages of any size', async () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ send: fc.constantFrom(0, 1, 2), isForOthers: fc.boolean() }) },
      fc.record({ limit: fc.integer({ min: 1, max: 4 }), acknowledges: fc.nat({ max: 10 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const userId = randomUUID();
        const sent = [0, 1, 2].map(() => ({ groupId: randomUUID(), theirs: [] as number[], acknowledged: 0 }));
        for (const { groupId } of sent)
          await groups.create({
            ...{ app: 'demo', groupId, name: '', ownerUserId: 'o', memberUserIds: [userId], maxMembers: 10 },
          });
        for (const one of steps) {
          if ('send' in one) {
            const group = sent[one.send];
            if (group === undefined) throw new Error('no such group');
            const targetUserIds = one.isForOthers ? ['p'] : [];
            const [seq = 0] = await seqs([toGroup(group.groupId, { senderUserId: 'o', targetUserIds })]);
            if (!one.isForOthers) group.theirs.push(seq);
            continue;
          }
          const given: { conversationId: string; seq: number }[] = [];
          for (let isLast = false; !isLast;) {
            const query = { app: 'demo', userId, deviceId: 'phone', limit: one.limit, after: given.at(-1) };
            const page = await messages.missed(query);
            given.push(...page.map(({ conversationId = '', seq = 0 }) => ({ conversationId, seq: Number(seq) })));
            isLast = page.length < one.limit;
          }
          const expected = sent
            .flatMap(({ groupId, theirs, acknowledged }) =>
              theirs.filter((seq) => seq > acknowledged).map((seq) => ({ conversationId: `group/${groupId}`, seq })),
            )
            .toSorted((a, b) =>
              a.conversationId < b.conversationId ? -1 : a.conversationId > b.conversationId ? 1 : a.seq - b.seq,
            );
          expect(given).toEqual(expected);
          const had = given.slice(0, one.acknowledges);
          await messages.setPositions(had.map((place) => ({ app: 'demo', userId, deviceId: 'phone', ...place })));
          for (const { conversationId, seq } of had) {
            const group = sent.find(({ groupId }) => conversationId === `group/${groupId}`);
            if (group !== undefined) group.acknowledged = seq;
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('groups', () => {
  it('gives members what was sent while they were members', async () => {
    const group = { app: 'demo', groupId: 'g1' };
    expect(
      await groups.create({ ...group, name: 'Friends', ownerUserId: 'o1', memberUserIds: ['m1'], maxMembers: 10 }),
    ).toEqual({ kind: 'joined', memberCount: 2, joined: ['o1', 'm1'] });
    await messages.store([toGroup('g1', { senderUserId: 'o1' })], now);
    expect(await groups.add({ ...group, userIds: ['m2'], inviter: undefined, maxMembers: 10 })).toEqual({
      kind: 'joined',
      memberCount: 3,
      joined: ['m2'],
    });
    await messages.store([toGroup('g1', { senderUserId: 'o1' })], now);
    expect(await groups.leave({ ...group, userId: 'm1' })).toEqual({ kind: 'left' });
    const last = await messages.storeWithMembers([toGroup('g1', { senderUserId: 'o1' })], now, () => false, 10);
    expect((await missed('m1')).map(({ seq }) => seq)).toEqual([1, 2]);
    expect((await missed('m2')).map(({ seq }) => seq)).toEqual([2, 3]);
    expect(last.members.get('demo g1')?.userIds).toHaveLength(2);
  });

  it('keep their members when the app lowers its limit, and take no new ones', async () => {
    const asItWas = { app: 'demo', groupId: 'g-full', name: '', ownerUserId: 'o', memberUserIds: ['a', 'b'] };
    await groups.create({ ...asItWas, maxMembers: 3 });
    const now = { app: 'demo', groupId: 'g-full', maxMembers: 2 };
    const full = { kind: 'refused', refusal: 'GROUP_REFUSAL_GROUP_FULL', limit: 2 };
    expect(await groups.add({ ...now, userIds: ['b', 'c'], inviter: undefined })).toEqual(full);
    expect(await groups.join({ ...now, userId: 'c' })).toEqual(full);
    const asBefore = { kind: 'joined', memberCount: 3, joined: [] };
    expect(await groups.add({ ...now, userIds: ['a', 'b'], inviter: undefined })).toEqual(asBefore);
    expect(await groups.join({ ...now, userId: 'a' })).toEqual(asBefore);
    expect(await groups.create({ ...asItWas, ...now })).toEqual(asBefore);
    expect(await groups.create({ ...asItWas, ...now, groupId: 'g-too-large' })).toEqual(full);
    expect(await groups.members({ ...now, groupId: 'g-too-large', afterUserId: '', limit: 10 })).toBeUndefined();
  });

  it('refuses what is not allowed, each for its own reason', async () => {
    const group = { app: 'demo', groupId: 'g2', maxMembers: 3 };
    await groups.create({ ...group, name: '', ownerUserId: 'o2', memberUserIds: ['a'] });
    expect(await groups.create({ ...group, name: '', ownerUserId: 'thief', memberUserIds: [] })).toEqual({
      kind: 'refused',
      refusal: 'GROUP_REFUSAL_GROUP_EXISTS',
    });
    expect(await groups.add({ ...group, userIds: ['b'], inviter: 'stranger' })).toMatchObject({
      refusal: 'GROUP_REFUSAL_NOT_A_MEMBER',
    });
    expect(await groups.add({ ...group, userIds: ['b', 'c'], inviter: 'a' })).toMatchObject({
      refusal: 'GROUP_REFUSAL_GROUP_FULL',
      limit: 3,
    });
    expect(await groups.members({ ...group, afterUserId: '', limit: 10 })).toHaveLength(2); // rolled back
    expect(await groups.add({ ...group, groupId: 'none', userIds: ['b'], inviter: undefined })).toMatchObject({
      refusal: 'GROUP_REFUSAL_GROUP_NOT_FOUND',
    });
    expect(
      (
        await groups.permissions(
          'demo',
          [
            { groupId: 'g2', userId: 'a' },
            { groupId: 'g2', userId: 'zed' },
            { groupId: 'none', userId: 'a' },
          ],
          now,
        )
      ).map(({ permission }) => permission),
    ).toEqual(['SEND_PERMISSION_ALLOWED', 'SEND_PERMISSION_NOT_A_MEMBER', 'SEND_PERMISSION_GROUP_NOT_FOUND']);
  });

  it('hands a group on when its owner leaves, and ends it with its last member', async () => {
    const group = { app: 'demo', groupId: 'g3' };
    await groups.create({ ...group, name: '', ownerUserId: 'o3', memberUserIds: ['first', 'second'], maxMembers: 9 });
    await groups.leave({ ...group, userId: 'o3' });
    expect(
      (await groups.members({ ...group, afterUserId: '', limit: 9 }))
        ?.filter(({ role }) => role === 'owner')
        .map(({ userId }) => userId),
    ).toEqual(['first']);
    await groups.leave({ ...group, userId: 'first' });
    await groups.leave({ ...group, userId: 'second' });
    expect(await groups.members({ ...group, afterUserId: '', limit: 9 })).toBeUndefined();
  });
});

describe('retention', () => {
  it('drops whole days past retention', async () => {
    const old = now - 40 * 86_400_000;
    await maintainMessages(db, old, 30);
    await messages.store(
      [message({ conversationId: 'peer/old/er', senderUserId: 'old', toUserId: 'er', acceptedAtMs: old })],
      old,
    );
    expect(await missed('er')).toHaveLength(1);
    expect((await maintainMessages(db, now, 30)).length).toBeGreaterThan(0);
    expect(await missed('er')).toEqual([]);
  });
});
