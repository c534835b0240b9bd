import { sql, type Kysely } from 'kysely';

// Every message of a burst changes its row. As long as no index has a column that changes, Postgres updates the row in its page and no index at all, so the
// only index beside the key is over what is due, which is null while nothing is held. Pages keep room for the next version of their rows.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table push_router.fold
      add column due_at bigint generated always as (case when held > 0 then window_ends_at end) stored`.execute(db);
  await sql`create index fold_due_at on push_router.fold (due_at) where due_at is not null`.execute(db);
  await sql`drop index push_router.fold_due, push_router.fold_idle`.execute(db);
  await sql`alter table push_router.fold set (fillfactor = 60)`.execute(db);
  await sql`alter table push_router.push_count set (fillfactor = 60)`.execute(db);
  await sql`alter table push_router.user_badge set (fillfactor = 60)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`create index fold_due on push_router.fold (window_ends_at) where held > 0`.execute(db);
  await sql`create index fold_idle on push_router.fold (window_ends_at) where held = 0`.execute(db);
  await sql`drop index push_router.fold_due_at`.execute(db);
  await sql`alter table push_router.fold drop column due_at, reset (fillfactor)`.execute(db);
  await sql`alter table push_router.push_count reset (fillfactor)`.execute(db);
  await sql`alter table push_router.user_badge reset (fillfactor)`.execute(db);
}
