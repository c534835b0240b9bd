import { sql, type Kysely } from 'kysely';

const DAY_MS = 86_400_000;

/**
 * Keeps the daily partitions of a table: makes those of the next days, drops those past retention. Dropping a partition costs
 * nothing, deleting its rows would. The table is partitioned by range of `created_at` (bigint, Unix ms) and has a default
 * partition, so that an insert never fails for want of one.
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
  }: { schema: string; table: string; nowMs: number; retentionDays: number; daysAhead?: number },
): Promise<string[]> {
  const today = Math.floor(nowMs / DAY_MS);
  for (let day = today - 1; day <= today + daysAhead; day += 1) {
    const name = partitionName(table, day);
    await sql`create table if not exists ${sql.id(schema, name)} partition of ${sql.id(schema, table)}
      for values from (${sql.lit(day * DAY_MS)}) to (${sql.lit((day + 1) * DAY_MS)})`.execute(kysely);
  }
  const { rows } = await sql<{ name: string }>`
    select child.relname as name from pg_inherits
      join pg_class child on child.oid = inhrelid
      join pg_class parent on parent.oid = inhparent
      join pg_namespace space on space.oid = parent.relnamespace
     where space.nspname = ${schema} and parent.relname = ${table}`.execute(kysely);
  const oldest = partitionName(table, today - retentionDays);
  const expired = rows.map(({ name }) => name).filter((name) => /_\d{8}$/.test(name) && name < oldest);
  for (const name of expired) await sql`drop table ${sql.id(schema, name)}`.execute(kysely);
  return expired;
}

function partitionName(table: string, day: number): string {
  return `${table}_${new Date(day * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '')}`;
}
