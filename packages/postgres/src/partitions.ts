import { sql, type Kysely, type Transaction } from 'kysely';
import type { Logger } from '@bellhop/runtime';

const DAY_MS = 86_400_000;
const MAINTAIN_EVERY_MS = 3_600_000;

/** A table that is partitioned by range of `created_at` (bigint, Unix ms), with the default partition `<table>_default`. */
interface PartitionedTable {
  readonly schema: string;
  readonly table: string;
}

/**
 * Keeps the daily partitions of a table: makes those of the next days, drops those past retention. Dropping a partition costs
 * nothing, deleting its rows would. The default partition makes that an insert never fails for want of one; what lies there moves when its
 * day gets a partition, and goes when it is past retention. Several replicas may call it at once: one works, the others wait and find it done.
 * @returns the partitions dropped
 */
export async function maintainPartitions<Tables>(
  kysely: Kysely<Tables>,
  {
    schema,
    table,
    nowMs,
    retentionDays,
    daysAhead = 3,
  }: PartitionedTable & { nowMs: number; retentionDays: number; daysAhead?: number },
): Promise<string[]> {
  const parent = { schema, table };
  const today = Math.floor(nowMs / DAY_MS);
  const oldestDay = today - retentionDays;
  // Each step is a transaction of its own: holding the locks of two would be a deadlock with whoever reads the whole table.
  const step = <T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> =>
    kysely.transaction().execute(async (transaction) => {
      // `create table if not exists` collides when two run it at the same moment.
      await sql`select pg_advisory_xact_lock(hashtext('bellhop.partitions'))`.execute(transaction);
      return work(transaction);
    });

  for (let day = today - 1; day <= today + daysAhead; day += 1)
    await step((transaction) => addPartition(transaction, parent, day));
  await step(async (transaction) => {
    const fallback = sql.id(schema, `${table}_default`);
    await sql`delete from ${fallback} where created_at < ${oldestDay * DAY_MS}`.execute(transaction);
  });
  const oldest = partitionName(table, oldestDay);
  const dropped: string[] = [];
  for (const name of await partitionsOf(kysely, parent)) {
    if (!/_\d{8}$/.test(name) || name >= oldest) continue;
    const isMine = await step(async (transaction) => {
      if (!(await exists(transaction, { schema, table: name }))) return false;
      await sql`drop table ${sql.id(schema, name)}`.execute(transaction);
      return true;
    });
    if (isMine) dropped.push(name);
  }
  return dropped;
}

/** Runs a maintenance now, where it must not fail, and then every hour, where a failure is told and the next hour tries again. */
export async function maintainHourly(
  maintain: () => Promise<unknown>,
  { log, what }: { log: Logger; what: string },
): Promise<{ close(): Promise<void> }> {
  await maintain();
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = maintain().catch((error: unknown) => log.error({ err: error, what }, 'partitions not maintained'));
  }, MAINTAIN_EVERY_MS);
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/** Makes the partition of a day unless it is there. Postgres refuses one for which rows lie in the default partition, so they move. */
async function addPartition<Tables>(
  transaction: Transaction<Tables>,
  { schema, table }: PartitionedTable,
  day: number,
): Promise<void> {
  const name = partitionName(table, day);
  if (await exists(transaction, { schema, table: name })) return;
  const [parent, partition, fallback] = [
    sql.id(schema, table),
    sql.id(schema, name),
    sql.id(schema, `${table}_default`),
  ];
  const [from, to] = [sql.lit(day * DAY_MS), sql.lit((day + 1) * DAY_MS)];
  await sql`create table ${partition} (like ${parent} including defaults including constraints)`.execute(transaction);
  await sql`with moved as (delete from ${fallback} where created_at >= ${from} and created_at < ${to} returning *)
    insert into ${partition} select * from moved`.execute(transaction);
  await sql`alter table ${parent} attach partition ${partition} for values from (${from}) to (${to})`.execute(
    transaction,
  );
}

async function exists<Tables>(kysely: Kysely<Tables>, { schema, table }: PartitionedTable): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from pg_class join pg_namespace space on space.oid = relnamespace
                    where nspname = ${schema} and relname = ${table}) as found`.execute(kysely);
  return rows[0]?.found === true;
}

async function partitionsOf<Tables>(kysely: Kysely<Tables>, { schema, table }: PartitionedTable): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select child.relname as name from pg_inherits
      join pg_class child on child.oid = inhrelid
      join pg_class parent on parent.oid = inhparent
      join pg_namespace space on space.oid = parent.relnamespace
     where space.nspname = ${schema} and parent.relname = ${table}
     order by 1`.execute(kysely);
  return rows.map(({ name }) => name);
}

function partitionName(table: string, day: number): string {
  return `${table}_${new Date(day * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '')}`;
}
