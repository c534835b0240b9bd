import { sql, type Kysely } from 'kysely';

// Lines of a user, to erase them. Lines about a message have none.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index trace_by_user on push_history.trace (user_id, app) where user_id <> ''`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index push_history.trace_by_user`.execute(db);
}
