import { sql, type Kysely } from 'kysely';

// Whether who claimed a burst is telling of it, and has not only put it off: what is revoked meanwhile may stand on a screen already.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table push_router.fold add column is_being_told boolean not null default false`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table push_router.fold drop column is_being_told`.execute(db);
}
