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
import { maintainTrace, openHistoryDatabase, type HistoryDatabase } from '../src/db/database.ts';
import { traceStore } from '../src/db/trace-store.ts';

// A message to a large group, and a device that gets many pushes a day: what one page of their traces costs.

const now = Date.now();
const DAY_MS = 86_400_000;
const app = 'demo';
/** Each with four lines: task, attempt, arrived, clicked. */
const DEVICES = 5_000;
const KINDS = `(array['task', 'attempt', 'arrived', 'clicked'])[kind]`;

let fresh: FreshDatabase;
let db: HistoryDatabase;

beforeAll(async () => {
  fresh = await freshDatabase(testServers().databaseUrl);
  db = await openHistoryDatabase({ url: fresh.url, poolSize: 1, log: silentLogger() });
  await maintainTrace(db, now, 30);
  await leaveToTest(db, 'push_history');
  await keepPlans([ofLarge, ofBusy]);
  const insert = `insert into push_history.trace
    (created_at, line, app, message_id, subject, kind, attempt, user_id, device_id, vendor, code, vendor_message_id, detail)`;
  await db.prepared(
    '',
    `${insert} select ${now} - 10000 + kind * 1000, i * 4 + kind, '${app}', 'large', 'p' || i, ${KINDS}, 0, 'u' || i, 'd', 'fcm', '', '', '{}'
       from generate_series(1, ${DEVICES}) i, generate_series(1, 4) kind`,
    [],
  );
  await db.prepared(
    '',
    `${insert} select ${now - DAY_MS} + i * 10000 + kind, i * 4 + kind, '${app}', 'm' || i, 'busy', ${KINDS}, 0, 'busy', 'd', 'fcm', '', '', '{}'
       from generate_series(1, 2000) i, generate_series(1, 4) kind`,
    [],
  );
}, 120_000);

afterAll(async () => {
  await db.close();
  await fresh.drop();
});

const ofLarge = () =>
  traceStore(db).ofMessage({ app, messageId: 'large', after: { atMs: now - 7_500, line: '0' }, limit: 100 });
const ofBusy = () => traceStore(db).ofPushId({ app, pushId: 'busy', after: undefined, limit: 100 });

describe.each(planOrigins)('with plans %s', (origin) => {
  beforeAll(async () => {
    if (origin === 'of tables that are known') await planAnew(db, [ofLarge, ofBusy]);
  }, 60_000);

  it('a page of what devices say of a message to many does not read its other lines for each', async () => {
    let lines: readonly { readonly kind: string }[] = [];
    const pages = await pagesRead(db, 'push_history', async () => (lines = await ofLarge()));
    expect(lines.filter(({ kind }) => kind === 'arrived')).toHaveLength(100);
    expect(pages).toBeLessThan(3_000);
  });

  it('a page of a busy device does not read its other lines for each', async () => {
    let lines: readonly { readonly kind: string }[] = [];
    const pages = await pagesRead(db, 'push_history', async () => (lines = await ofBusy()));
    expect(lines.filter(({ kind }) => kind === 'arrived')).toHaveLength(25);
    expect(pages).toBeLessThan(3_000);
  });
});
