import { sql, type Kysely } from 'kysely';

// When a newer login, or the app, ended the login on a device. Null of what its user ended themselves, and of what the release before ends.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table push_router.device add column ended_at timestamptz`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table push_router.device drop column ended_at`.execute(db);
}
