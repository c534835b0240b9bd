import { sql, type Kysely } from 'kysely';

// How a message was pushed, for what takes its notification back: the resource and the kinds of push that it named, and, once it is revoked, whom it mentioned.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table message_store.message add column pushed_as jsonb`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table message_store.message drop column pushed_as`.execute(db);
}
