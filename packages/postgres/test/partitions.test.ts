import { silentLogger } from '@bellhop/runtime';
import { freshDatabase, testServers, type FreshDatabase } from '@bellhop/testkit';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { up } from '../../../services/push-history/src/db/migrations/20261129T010000Z-partition-functions.ts';
import { maintainHourly, maintainPartitions, openDatabase, type Database } from '../src/index.ts';

const DAY_MS = 86_400_000;
const nowMs = Date.UTC(2026, 2, 10, 12);
const log = silentLogger();
let fresh: FreshDatabase;
let db: Database<unknown>;

const maintain = (over: { nowMs?: number; by?: Database<unknown> } = {}) =>
  maintainPartitions((over.by ?? db).kysely, {
    schema: 'push_history',
    table: 'trace',
    nowMs: over.nowMs ?? nowMs,
    retentionDays: 2,
  });
const partitions = async (): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select inhrelid::regclass::text as name from pg_inherits where inhparent = 'push_history.trace'::regclass order by 1`.execute(
    db.kysely,
  );
  return rows.map(({ name }) => name.replace('push_history.trace_', ''));
};

const insert = (days: readonly number[]) =>
  sql`insert into push_history.trace (created_at) select ${nowMs}::bigint + day * ${DAY_MS}::bigint from unnest(${days}::bigint[]) day`.execute(
    db.kysely,
  );
const counts = async (): Promise<Record<string, number>> => {
  const { rows } = await sql<{ partition: string; count: number }>`
    select replace(tableoid::regclass::text, 'push_history.', '') as partition, count(*)::int as count from push_history.trace group by 1`.execute(
    db.kysely,
  );
  return Object.fromEntries(rows.map(({ partition, count }) => [partition, count]));
};

beforeAll(async () => {
  fresh = await freshDatabase(testServers().databaseUrl);
  db = openDatabase({ url: fresh.url, poolSize: 2, log });
  await sql`create schema push_history`.execute(db.kysely);
  await sql`create table push_history.trace (created_at bigint not null, primary key (created_at, id), id uuid not null default gen_random_uuid()) partition by range (created_at)`.execute(
    db.kysely,
  );
  await sql`create table push_history.trace_default partition of push_history.trace default`.execute(db.kysely);
  await up(db.kysely); // as a service's migration makes them
});

afterAll(async () => {
  await db.close();
  await fresh.drop();
});

describe('partitions', () => {
  it('are made once when several replicas start at the same moment', async () => {
    const replicas = Array.from({ length: 6 }, () => openDatabase({ url: fresh.url, poolSize: 1, log }));
    await Promise.all(replicas.map((by) => maintain({ by })));
    await Promise.all(replicas.map((replica) => replica.close()));
    expect(await partitions()).toEqual(['20260309', '20260310', '20260311', '20260312', '20260313', 'default']);
  });

  it('hold the rows of their day, and those past retention go with their rows', async () => {
    await insert([-1, 0, 1]);
    expect(await maintain({ nowMs: nowMs + 3 * DAY_MS })).toEqual(['trace_20260309', 'trace_20260310']);
    expect(await counts()).toEqual({ trace_20260311: 1 });
  });

  it('take over rows that came before their partition was made', async () => {
    await insert([5, 8, 8]);
    expect(await counts()).toEqual({ trace_20260311: 1, trace_20260315: 1, trace_default: 2 });
    expect(await maintain({ nowMs: nowMs + 5 * DAY_MS })).toEqual(['trace_20260311', 'trace_20260312']);
    expect(await counts()).toEqual({ trace_20260315: 1, trace_20260318: 2 });
  });

  it('leave no row past retention in the default partition', async () => {
    await insert([-30, 30]);
    await maintain({ nowMs: nowMs + 5 * DAY_MS });
    expect(await counts()).toEqual({ trace_20260315: 1, trace_20260318: 2, trace_default: 1 });
  });

  it('are dropped once when several replicas do it at the same moment', async () => {
    const replicas = Array.from({ length: 6 }, () => openDatabase({ url: fresh.url, poolSize: 1, log }));
    const dropped = await Promise.all(replicas.map((by) => maintain({ by, nowMs: nowMs + 8 * DAY_MS })));
    await Promise.all(replicas.map((replica) => replica.close()));
    expect(dropped.flat().sort()).toEqual(['trace_20260313', 'trace_20260314', 'trace_20260315']);
  });
});

describe('hourly maintenance', () => {
  afterEach(() => void vi.useRealTimers());

  it('fails the start when it fails at first, and later only tells and goes on', async () => {
    await expect(maintainHourly(() => Promise.reject(new Error('no')), { log, what: 'events' })).rejects.toThrow('no');

    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const fails = [false, true, false];
    let times = 0;
    const told = vi.spyOn(log, 'error');
    const kept = await maintainHourly(
      () => (fails[times++] === true ? Promise.reject(new Error('away')) : Promise.resolve()),
      { log, what: 'events' },
    );
    await vi.advanceTimersByTimeAsync(2 * 3_600_000);
    expect(times).toBe(3);
    expect(told).toHaveBeenCalledTimes(1);
    await kept.close();
    await vi.advanceTimersByTimeAsync(2 * 3_600_000);
    expect(times).toBe(3);
  });
});
