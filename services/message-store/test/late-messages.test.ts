import { freshDatabase, testContext, testServers, type FreshDatabase } from '@bellhop/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { maintainMessages, openStoreDatabase, type StoreDatabase } from '../src/db/database.ts';
import { deletionStore } from '../src/db/deletion-store.ts';
import { messageFinder } from '../src/db/find-message.ts';
import { historyStore } from '../src/db/history-store.ts';
import { messageStore } from '../src/db/message-store.ts';
import { aMessage } from './a-message.ts';

const HOUR_MS = 3_600_000;
const now = Date.now();
let fresh: FreshDatabase;
let db: StoreDatabase;

beforeAll(async () => {
  fresh = await freshDatabase(testServers().databaseUrl);
  db = await openStoreDatabase({ url: fresh.url, poolSize: 4, log: testContext().log });
  await maintainMessages(db, now, 30);
});
afterAll(async () => {
  await db.close();
  await fresh.drop();
});

const hoursAgo = (hours: number): number => now - hours * HOUR_MS;

it('a message that comes back from a dead letter is the one that its sender has sent again meanwhile', async () => {
  const messages = messageStore(db);
  const first = aMessage({
    conversationId: 'peer/alice/ann',
    toUserId: 'ann',
    localId: 'l',
    acceptedAtMs: hoursAgo(5),
  });
  const again = { ...first, acceptedAtMs: now };
  const [stored] = await messages.store([again], now);
  const [late] = await messages.store([first], now);
  expect(late).toMatchObject({ seq: stored?.seq, kept: { text: 'hi' } });
});

it('a message under a local id of long ago is a new one, also beside one that comes back from a dead letter', async () => {
  const messages = messageStore(db);
  const old = aMessage({
    conversationId: 'peer/alice/eve',
    toUserId: 'eve',
    localId: 'l',
    acceptedAtMs: hoursAgo(5 * 24),
  });
  await messages.store([old], hoursAgo(5 * 24));
  const late = aMessage({ conversationId: 'peer/alice/eve', toUserId: 'eve', acceptedAtMs: hoursAgo(4 * 24) });
  const places = await messages.store([late, { ...old, text: 'anew', acceptedAtMs: now }], now);
  expect(places.map(({ seq, kept }) => [seq, kept])).toEqual([
    [2, undefined],
    [3, undefined],
  ]);
});

it('of two messages that a local id has given days apart, the newest is the one that its id means', async () => {
  const messages = messageStore(db);
  const of = { app: 'demo', userId: 'fay', conversationId: 'peer/alice/fay' };
  const old = aMessage({
    conversationId: of.conversationId,
    toUserId: 'fay',
    localId: 'l',
    acceptedAtMs: hoursAgo(5 * 24),
  });
  await messages.store([old], hoursAgo(5 * 24));
  await messages.store([{ ...old, acceptedAtMs: now }], now);
  expect(await messageFinder(db).find({ ...of, messageId: old.messageId })).toMatchObject({
    seq: 2,
    acceptedAtMs: now,
  });
  await deletionStore(db).deleteMessages(of, [old.messageId]);
  const left = await historyStore(db).messagesOf(of, { seq: undefined, atMs: undefined }, { oldestAtMs: 0, limit: 5 });
  expect(left?.map(({ seq }) => seq)).toEqual([1]);
});

it('history before a time has messages that were stored hours after they were accepted', async () => {
  const messages = messageStore(db);
  const of = { app: 'demo', userId: 'bob', conversationId: 'peer/alice/bob' };
  const texts = async (atMs: number, { seq, limit }: { seq: number | undefined; limit: number }) =>
    (await historyStore(db).messagesOf(of, { seq, atMs }, { oldestAtMs: 0, limit }))?.map((one) => one.text);
  const sent = Array.from({ length: 400 }, (_, nth) =>
    aMessage({ text: `${nth}`, acceptedAtMs: nth < 200 ? hoursAgo(80) + nth : hoursAgo(10) + nth }),
  );
  await messages.store(sent.slice(0, 300), now);
  await messages.store([aMessage({ text: 'late', acceptedAtMs: hoursAgo(79) })], now);
  await messages.store(sent.slice(300), now);
  expect(await texts(hoursAgo(40), { seq: undefined, limit: 3 })).toEqual(['late', '199', '198']);
  expect(await texts(hoursAgo(40), { seq: 301, limit: 2 })).toEqual(['199', '198']);
  expect(await texts(hoursAgo(90), { seq: undefined, limit: 3 })).toEqual([]);
  expect(await texts(hoursAgo(1), { seq: undefined, limit: 2 })).toEqual(['399', '398']);
});
