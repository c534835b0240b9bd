import { createClient, traceService, userDataService } from '@bellhop/grpc';
import { openDatabase, type Database } from '@bellhop/postgres';
import { Secret } from '@bellhop/runtime';
import { freshDatabase, internalKey, testConfig, testContext, testServers, type FreshDatabase } from '@bellhop/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { traceStore } from '../src/db/trace-store.ts';
import type { TraceRow } from '../src/domain/trace-row.ts';
import { startPushHistory, type RunningPushHistory } from '../src/service.ts';

const DAY_MS = 86_400_000;
const context = testContext();
let database: FreshDatabase;
let history: RunningPushHistory;
let db: Database<Record<never, never>>;

const config = () => ({ address: history.grpcAddress, key: internalKey, deadlineMs: 10_000 });
const erase = (userId: string) => createClient(userDataService, config()).eraseUserData({ app: 'demo', userId });
const line = (over: Partial<TraceRow>): TraceRow => ({
  atMs: Date.now(),
  app: 'demo',
  messageId: 'm',
  subject: 'push-of-both',
  kind: 'task',
  attempt: 0,
  userId: 'ann',
  deviceId: 'phone',
  vendor: 'xiaomi',
  code: 'PUSHED',
  vendorMessageId: '',
  detail: {},
  ...over,
});

beforeAll(async () => {
  database = await freshDatabase(testServers().databaseUrl);
  history = await startPushHistory(
    {
      common: testConfig(),
      database: { url: new Secret(database.url), poolSize: 4 },
      grpcPort: 0,
      traceRetentionDays: 7,
    },
    context,
  );
  db = openDatabase({ url: database.url, poolSize: 1, log: context.log });
});
afterAll(async () => {
  await db.close();
  await history.close();
  await database.drop();
  expect(context.fatal).toEqual([]);
});

it('erases the lines about a user, of every day, and leaves those of others and of messages', async () => {
  const days = [0, 1, 2, 400].map((days) => Date.now() - days * DAY_MS); // the last is in the default partition
  await traceStore(db).write([
    ...days.map((atMs) => line({ atMs })),
    line({ subject: 'user:ann', kind: 'not-pushed', code: 'NO_DEVICE' }),
    line({ userId: 'ben', atMs: Date.now() - 5 }),
    line({ app: 'other', atMs: Date.now() - 6 }),
    line({ userId: '', subject: 'user:', kind: 'not-pushed', code: 'NOT_ASKED' }),
  ]);
  expect(await erase('ann')).toMatchObject({ done: true, erased: { traceLines: 5 } });
  expect(await erase('ann')).toMatchObject({ done: true, erased: { traceLines: 0 } });
  const traces = createClient(traceService, config());
  const { entries } = await traces.getMessageTrace({ app: 'demo', messageId: 'm' });
  expect(entries.map(({ userId }) => userId).toSorted()).toEqual(['', 'ben']);
  expect((await traces.getMessageTrace({ app: 'other', messageId: 'm' })).entries).toHaveLength(1);
});

it('takes many calls for many lines, and finds them by an index', async () => {
  const rows = Array.from({ length: 30_000 }, (_, index) => line({ userId: 'many', subject: `push-${index}` }));
  await traceStore(db).write(rows);
  let erased = 0;
  for (;;) {
    const part = await erase('many');
    erased += part.erased?.traceLines ?? 0;
    if (part.done) break;
  }
  expect(erased).toBe(30_000);
  const client = await db.prepared<{ 'QUERY PLAN': string }>(
    'plan',
    `explain select 1 from push_history.trace where user_id = 'x' and user_id <> '' and app = 'demo' limit 2000`,
    [],
  );
  expect(client.map((row) => row['QUERY PLAN']).join('\n')).toContain('user_id_app_idx');
});
