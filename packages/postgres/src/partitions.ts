import { sql, type Kysely, type Transaction } from 'kysely';
import { Unavailable, type Logger } from '@bellhop/runtime';

const DAY_MS = 86_400_000;
const MAINTAIN_EVERY_MS = 3_600_000;
const AGAIN_AFTER_MS = 60_000;

/**
 * A table that is partitioned by range of `created_at` (bigint, Unix ms), with the default partition `<table>_default` and two functions that a migration made:
 * `add_<table>_partition(day)` and `drop_<table>_partition(day)`. They act as the owner of the schema, because a service's role makes and drops no tables.
 */
interface PartitionedTable {
  readonly schema: string;
  readonly table: string;
}

/** What takes longer than a statement may otherwise: rows that move. */
const STEP_WITHIN_MS = 600_000;
/** While a step waits for its lock, whoever comes after it waits, too. */
const LOCK_WITHIN_MS = 5_000;

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
  const today = Math.floor(nowMs / DAY_MS);
  const oldestDay = today - retentionDays;
  const bounds = sql`set_config('statement_timeout', ${String(STEP_WITHIN_MS)}, true), set_config('lock_timeout', ${String(LOCK_WITHIN_MS)}, true)`;
  // Each step is a transaction of its own: holding the locks of two would be a deadlock with whoever reads the whole table.
  const step = <T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> =>
    kysely.transaction().execute(async (transaction) => {
      await sql`select ${bounds}`.execute(transaction);
      return work(transaction);
    });
  const run = (what: 'add' | 'drop', day: number): Promise<boolean> =>
    step(async (transaction) => {
      const { rows } = await sql<{ done: boolean }>`
        select ${sql.id(schema, `${what}_${table}_partition`)}(${day}::int) as done`.execute(transaction);
      return rows[0]?.done === true;
    });

  const days = await daysOf(kysely, { schema, table });
  for (let day = today - 1; day <= today + daysAhead; day += 1) if (!days.includes(day)) await run('add', day);
  await step(async (transaction) => {
    const fallback = sql.id(schema, `${table}_default`);
    await sql`delete from ${fallback} where created_at < ${oldestDay * DAY_MS}`.execute(transaction);
  });
  const dropped: string[] = [];
  for (const day of days) if (day < oldestDay && (await run('drop', day))) dropped.push(partitionName(table, day));
  return dropped;
}

/**
 * Runs a maintenance now and then every hour, where a failure is told and tried again. At first only a failure that passes (a lock, a database that is read-only) may be:
 * nothing is lost while a partition is missing or too many.
 */
export async function maintainHourly(
  maintain: () => Promise<unknown>,
  { log, what }: { log: Logger; what: string },
): Promise<{ close(): Promise<void> }> {
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const failed = (error: unknown): number => {
    log.error(
      { err: error, what },
      'partitions not maintained, trying again: `err` says why; nothing is lost while a partition is missing',
    );
    return AGAIN_AFTER_MS;
  };
  const later = (afterMs: number): void => {
    if (isClosed) return;
    timer = setTimeout(() => {
      running = maintain()
        .then(() => MAINTAIN_EVERY_MS, failed)
        .then(later);
    }, afterMs);
  };
  let running: Promise<unknown> = Promise.resolve();
  later(
    await maintain().then(
      () => MAINTAIN_EVERY_MS,
      (error: unknown) => {
        if (!(error instanceof Unavailable)) throw error;
        return failed(error);
      },
    ),
  );
  return {
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** The days that have a partition, oldest first. */
async function daysOf<Tables>(kysely: Kysely<Tables>, { schema, table }: PartitionedTable): Promise<number[]> {
  const { rows } = await sql<{ name: string }>`
    select child.relname as name from pg_inherits
      join pg_class child on child.oid = inhrelid
      join pg_class parent on parent.oid = inhparent
      join pg_namespace space on space.oid = parent.relnamespace
     where space.nspname = ${schema} and parent.relname = ${table}
     order by 1`.execute(kysely);
  return rows.flatMap(({ name }) => {
    const [, year, month, day] = /_(\d{4})(\d\d)(\d\d)$/.exec(name) ?? [];
    return year === undefined ? [] : [Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY_MS];
  });
}

function partitionName(table: string, day: number): string {
  return `${table}_${new Date(day * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '')}`;
}
