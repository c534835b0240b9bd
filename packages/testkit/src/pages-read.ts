/** A connection's prepared statements, as those of `@bellhop/postgres`. */
export interface PreparedConnection {
  prepared<Row extends object>(name: string, text: string, values: readonly unknown[]): Promise<Row[]>;
}

/**
 * How many pages of a schema's tables and indexes Postgres looks at while work runs: what a statement costs, whatever else the machine does.
 * @param db with a pool of one connection, over which all the work goes
 */
export async function pagesRead(db: PreparedConnection, schema: string, work: () => Promise<unknown>): Promise<number> {
  const sofar = async (): Promise<number> => {
    await db.prepared('flush-statistics', 'select pg_stat_force_next_flush()', []);
    const [row] = await db.prepared<{ pages: number }>(
      'pages-read',
      `select sum(coalesce(heap_blks_read, 0) + coalesce(heap_blks_hit, 0) + coalesce(idx_blks_read, 0) + coalesce(idx_blks_hit, 0))::int as pages
         from pg_statio_user_tables where schemaname = $1`,
      [schema],
    );
    return row?.pages ?? 0;
  };
  const before = await sofar();
  await work();
  return (await sofar()) - before;
}
