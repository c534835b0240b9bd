import { silentLogger } from '@bellhop/runtime';
import {
  freshDatabase,
  keepPlans,
  leaveToTest,
  pagesRead,
  planAnew,
  planOrigins,
  testServers,
  type FreshDatabase,
} from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deletePastRetention } from '../src/db/app-retention.ts';
import { callStore } from '../src/db/call-store.ts';
import { maintainMessages, openStoreDatabase, type StoreDatabase } from '../src/db/database.ts';
import { deletionStore } from '../src/db/deletion-store.ts';
import { erasureStore } from '../src/db/erasure-store.ts';
import { groupStore } from '../src/db/group-store.ts';
import { groupTransactions } from '../src/db/group-transactions.ts';
import { historyStore } from '../src/db/history-store.ts';
import { messageStore } from '../src/db/message-store.ts';
import { readStore } from '../src/db/read-store.ts';

// What statements cost when tables have grown, in pages: with plans that were made when the tables were empty, and with those that Postgres makes from what
// `analyze` tells it, of which most conversations are short.

const now = Date.now();
const DAY_MS = 86_400_000;
const today = Math.floor(now / DAY_MS);
/** Days that have messages; each day's partition is looked into. */
const DAYS = 10;
const app = 'demo';
/** 6,000 messages a day. Beside it 6,000 conversations have one message a day. */
const big = 'group/big';
const BIG = DAYS * 6_000;

const unknownIds = Array.from({ length: 100 }, (_, index) => `unknown-${index}`);

let fresh: FreshDatabase;
let db: StoreDatabase;

const groups = () => groupStore(db, groupTransactions(db, { atOnce: 1 }));

beforeAll(async () => {
  fresh = await freshDatabase(testServers().databaseUrl);
  db = await openStoreDatabase({ url: fresh.url, poolSize: 1, log: silentLogger() });
  await maintainMessages(db, now, 30);
  for (let day = today - DAYS; day < today - 1; day += 1)
    await db.prepared('add-partition', 'select message_store.add_message_partition($1)', [day]);
  await leaveToTest(db, 'message_store');
  await keepPlans(Object.values(statements).map(({ run }) => run));
  await fill();
}, 120_000);

afterAll(async () => {
  await db.close();
  await fresh.drop();
});

/** Statements by what they are for, each with how many pages it may look at. */
const statements: Record<string, { most: number; run: () => Promise<unknown> }> = {
  'a page of a long conversation': {
    most: 200,
    run: () =>
      historyStore(db).messagesOf(
        { app, userId: 'member', conversationId: big },
        { seq: undefined, atMs: undefined },
        { oldestAtMs: 0, limit: 50 },
      ),
  },
  // Found by halves: each look is one into every day.
  'a page of a long conversation from an early time on': {
    most: 700,
    run: () =>
      historyStore(db).messagesOf(
        { app, userId: 'member', conversationId: big },
        { seq: undefined, atMs: (today - DAYS + 3) * DAY_MS },
        { oldestAtMs: 0, limit: 50 },
      ),
  },
  // The rest of that day is looked through in the index, for what was stored late.
  'a page of a long conversation from the middle of an early day on': {
    most: 900,
    run: () =>
      historyStore(db).messagesOf(
        { app, userId: 'member', conversationId: big },
        { seq: undefined, atMs: (today - DAYS + 3) * DAY_MS + DAY_MS / 2 },
        { oldestAtMs: 0, limit: 50 },
      ),
  },
  'a page of conversations, one of them long': {
    most: 400,
    run: () => historyStore(db).conversationsOf({ app, userId: 'member', oldestAtMs: 0, after: undefined, limit: 100 }),
  },
  'marking as read far back in a long conversation': {
    most: 500,
    run: () => readStore(db).markRead({ app, userId: 'member', conversationId: big }, 5, 0),
  },
  'a sync from far back in a long conversation': {
    most: 200,
    run: () =>
      messageStore(db).missed({ app, userId: 'member', deviceId: 'new', limit: 50, after: undefined, oldestAtMs: 0 }),
  },
  // 1,000 conversations, each looked up by its key, twice.
  'a sync where a device never got what is past retention': {
    most: 10_000,
    run: () =>
      messageStore(db).missed({
        ...{ app, userId: 'old', deviceId: 'new', limit: 50, after: undefined },
        oldestAtMs: now - DAYS * DAY_MS,
      }),
  },
  'a sync of who has left 1,000 groups': {
    most: 10_000,
    run: () =>
      messageStore(db).missed({ app, userId: 'left', deviceId: 'd', limit: 50, after: undefined, oldestAtMs: 0 }),
  },
  'whether 20 newest messages are read': {
    most: 400,
    run: () =>
      messageStore(db).readers(
        Array.from({ length: 20 }, (_, index) => ({
          ...{ app, userId: 'u', deviceId: 'd', conversationId: `c/${index}`, seq: DAYS, callId: '', toGroupId: 'g1' },
        })),
        now,
      ),
  },
  'whether an old message of a long conversation is read, revoked, or followed by another': {
    most: 100,
    run: () =>
      messageStore(db).readers(
        [{ app, userId: 'member', deviceId: 'd', conversationId: big, seq: 3, callId: '', toGroupId: 'big' }],
        now,
      ),
  },
  // Each is looked for once in every day.
  'deleting 100 messages that are not there': {
    most: 4_000,
    run: () => deletionStore(db).deleteMessages({ app, userId: 'member', conversationId: big }, unknownIds),
  },
  'deleting 100 messages that may have been sent just now': {
    most: 1_500,
    run: () =>
      deletionStore(db).deleteMessages({ app, userId: 'member', conversationId: big }, unknownIds, now - 3_600_000),
  },
  'whether a user may send to a group': {
    most: 20,
    run: () => groups().permissions(app, [{ groupId: 'big', userId: 'member' }], now),
  },
  'a page of a user’s groups': {
    most: 600,
    run: () => groups().groupsOf({ app, userId: 'member', afterGroupId: '', limit: 50 }),
  },
  'a step of the erasure of a user with 2,000 conversations, near its end': {
    most: 300,
    run: async () => {
      await erasureHasCome('heavy', { to: 'c/998', seq: DAYS });
      await erasureStore(db).eraseMessages({ app, userId: 'heavy' }, 100);
    },
  },
  'a step of the erasure within a long conversation': {
    most: 500,
    run: async () => {
      await erasureHasCome('member', { to: big, seq: BIG / 2 });
      await erasureStore(db).eraseMessages({ app, userId: 'member' }, 100);
    },
  },
};

async function erasureHasCome(userId: string, { to, seq }: { to: string; seq: number }): Promise<void> {
  await db.prepared(
    'erasure-has-come',
    `insert into message_store.user_erasure as place (app, user_id, conversation_id, seq) values ($1, $2, $3, $4)
     on conflict (app, user_id) do update set conversation_id = excluded.conversation_id, seq = excluded.seq`,
    [app, userId, to, seq],
  );
}

async function fill(): Promise<void> {
  const sql = (text: string): Promise<unknown> => db.prepared('', text, []);
  const from = (today - DAYS) * DAY_MS;
  const insert = `insert into message_store.message
    (app, conversation_id, seq, created_at, message_id, sender_user_id, to_user_id, to_group_id, local_id, body, target_user_ids, stored_at)`;
  await sql(`${insert} select '${app}', 'c/' || i, day, ${from}::bigint + day * ${DAY_MS} + i, 'm-' || day || '-' || i, 'x', 'u', '', '', 'hello', '{}', 0
    from generate_series(1, ${DAYS}) day, generate_series(0, 5999) i`);
  await sql(`${insert} select '${app}', '${big}', (day - 1) * 6000 + i, ${from}::bigint + day * ${DAY_MS} + i, 'b-' || day || '-' || i, 'x', '', 'big', '', 'hello', '{}', 0
    from generate_series(1, ${DAYS}) day, generate_series(1, 6000) i`);
  await sql(`insert into message_store.conversation (app, conversation_id, last_seq, last_at)
    select '${app}', 'c/' || i, ${DAYS}, ${now} from generate_series(0, 19999) i
    union all select '${app}', 'old/' || i, 5, ${now - 20 * DAY_MS} from generate_series(0, 999) i
    union all select '${app}', '${big}', ${BIG}, ${now}`);
  await sql(`insert into message_store.user_conversation (app, user_id, conversation_id, start_seq, end_seq)
    select '${app}', 'heavy', 'c/' || i, 0, null::bigint from generate_series(0, 1999) i
    union all select '${app}', 'old', 'old/' || i, 0, null from generate_series(0, 999) i
    union all select '${app}', 'left', 'c/' || i, 0, 2 from generate_series(0, 999) i
    union all select '${app}', 'u' || i, 'c/' || i, 0, null from generate_series(0, 19999) i
    union all select '${app}', 'member', 'group/g' || i, 0, null from generate_series(0, 49) i
    union all select '${app}', 'member', '${big}', 0, null`);
  await sql(`insert into message_store.device_position (app, user_id, device_id, conversation_id, delivered_seq)
    select '${app}', 'left', 'd', 'c/' || i, 2 from generate_series(0, 999) i
    union all select '${app}', 'u' || i, 'd', 'c/' || i, 3 from generate_series(0, 19999) i`);
  await sql(`insert into message_store.chat_group (app, group_id, name, owner_user_id)
    select '${app}', 'g' || i, 'n', 'x' from generate_series(0, 19999) i union all select '${app}', 'big', 'n', 'x'`);
  await sql(`insert into message_store.group_member (app, group_id, user_id, is_owner)
    select '${app}', 'g' || i, 'u' || i, false from generate_series(0, 19999) i union all select '${app}', 'g' || i, 'member', false from generate_series(0, 49) i
    union all select '${app}', 'big', 'member', false`);
  await sql(`insert into message_store.deleted_message (app, user_id, conversation_id, seq, created_at)
    select '${app}', 'u' || i, 'c/' || i, 3, ${now} from generate_series(0, 19999) i`);
  await sql(`insert into message_store.group_mute (app, group_id, user_id, mute_until)
    select '${app}', 'g' || i, 'u' || i, 0 from generate_series(0, 19999) i`);
}

describe.each(planOrigins)('with plans %s', (origin) => {
  beforeAll(async () => {
    if (origin === 'of tables that are known')
      await planAnew(
        db,
        Object.values(statements).map(({ run }) => run),
      );
  }, 60_000);

  it.each(Object.entries(statements))('%s is a matter of few pages', async (_, { most, run }) => {
    const pages = await pagesRead(db, 'message_store', run);
    expect(pages).toBeGreaterThan(0);
    expect(pages).toBeLessThan(most);
  });
});

describe('removing what is past its time', () => {
  const rowsRead = async (table: string): Promise<number> => {
    await db.prepared('flush-statistics', 'select pg_stat_force_next_flush()', []);
    const [row] = await db.prepared<{ rows: number }>(
      'rows-read',
      `select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_user_tables where schemaname = 'message_store' and relname like $1`,
      [`${table}%`],
    );
    return row?.rows ?? 0;
  };

  it('deletes an app’s messages without looking at the rest of the day for every few', async () => {
    const from = (today - 8) * DAY_MS;
    const deleted = () =>
      deletePastRetention(db, { app, oldestMs: from + DAY_MS, serviceOldestMs: from, isStopped: () => false });
    const before = await rowsRead('message_');
    expect(await deleted()).toBe(12_000);
    expect((await rowsRead('message_')) - before).toBeLessThan(20_000);
    expect(await deleted()).toBe(0);
  });

  it('forgets deletions of messages without reading all of them for every few', async () => {
    await db.prepared(
      '',
      `insert into message_store.deleted_message (app, user_id, conversation_id, seq, created_at)
       select '${app}', 'u' || i, 'c', 1, case when i <= 6000 then 1 else ${now} end from generate_series(1, 20000) i`,
      [],
    );
    const deletions = deletionStore(db);
    const before = await rowsRead('deleted_message');
    expect([await deletions.forget(now - DAY_MS), await deletions.forget(now - DAY_MS)]).toEqual([5_000, 1_000]);
    expect((await rowsRead('deleted_message')) - before).toBeLessThan(10_000);
  });

  it('deletes the calls that are over, however many there are', async () => {
    await db.prepared(
      '',
      `insert into message_store.call (app, call_id, created_at, version, is_ended, caller_user_id, record)
       select '${app}', 'c' || i, 1, 1, i <> 77, 'u', '{}' from generate_series(1, 12001) i`,
      [],
    );
    await db.prepared(
      '',
      `insert into message_store.call_user (app, user_id, created_at, call_id, is_ringing)
       select '${app}', 'u', case when i <= 12001 then 1 else ${now} end, 'c' || i, false from generate_series(1, 12003) i`,
      [],
    );
    await callStore(db).deleteBefore(now - DAY_MS);
    const left = await db.prepared<{ calls: number; users: number }>(
      '',
      'select (select count(*)::int from message_store.call) as calls, (select count(*)::int from message_store.call_user) as users',
      [],
    );
    expect(left).toEqual([{ calls: 1, users: 2 }]);
  });
});
