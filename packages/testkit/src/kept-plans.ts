import type { PreparedConnection } from './pages-read.ts';

/** How the plans came to be that Postgres keeps for prepared statements. */
export const planOrigins = ['made when the tables were empty', 'of tables that are known'] as const;

/** Runs statements until Postgres keeps a plan for any values of each, which is from the sixth time on. */
export async function keepPlans(statements: Iterable<() => Promise<unknown>>): Promise<void> {
  for (const run of statements) for (let times = 0; times < 8; times += 1) await run();
}

/**
 * Keeps autovacuum from the tables of a schema: it would have statements planned anew, its reading counts as theirs, and what is dead stays while it looks at a table.
 */
export async function leaveToTest(db: PreparedConnection, schema: string): Promise<void> {
  await db.prepared(
    '',
    `do $$ declare one regclass; begin
       for one in select oid from pg_class where relnamespace = '${schema}'::regnamespace and relkind = 'r' loop
         execute format('alter table %s set (autovacuum_enabled = off, toast.autovacuum_enabled = off)', one);
       end loop;
     end $$`,
    [],
  );
}

/** Has Postgres look at its tables and plan all statements anew; tidied up as by autovacuum, so that what former runs left behind is not counted. */
export async function planAnew(db: PreparedConnection, statements: Iterable<() => Promise<unknown>>): Promise<void> {
  await db.prepared('', 'analyze', []);
  await keepPlans(statements);
  await db.prepared('', 'vacuum', []);
}
