import pg from 'pg';

/** What Postgres is started with so that it counts statements. */
export const statementStatistics = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track_planning': 'on',
};

const SHOWN = 12;
const TEXT_SHOWN = 110;
const MOST_COSTLY = `
  select calls, rows, total_exec_time + total_plan_time as ms, query
    from pg_stat_statements join pg_database on pg_database.oid = dbid
   where datname = current_database() order by ms desc limit ${SHOWN}`;

interface Statement {
  readonly calls: string;
  readonly rows: string;
  readonly ms: number;
  readonly query: string;
}

/** Where the time of Postgres goes from now until `read`: the most costly statements of all services. Their times hold what they waited for a processor. */
export async function profileStatements(databaseUrl: string): Promise<{ read(): Promise<string> }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('create extension if not exists pg_stat_statements');
  await client.query('select pg_stat_statements_reset()');
  return {
    read: async () => {
      const { rows } = await client.query<Statement>(MOST_COSTLY);
      await client.end();
      return rows.map(lineOf).join('\n');
    },
  };
}

function lineOf({ calls, rows, ms, query }: Statement): string {
  const text = query.replace(/\s+/g, ' ').trim().slice(0, TEXT_SHOWN);
  return `  ${ms.toFixed(0).padStart(7)} ms · ${calls.padStart(6)} calls · ${rows.padStart(7)} rows · ${text}`;
}
