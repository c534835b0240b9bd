import { sql, type Kysely } from 'kysely';

// The name of a group as who has left it knew it: what it is called since is the members' affair. Null = not known, or the release before ended the membership.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table message_store.user_conversation add column name_at_end text`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table message_store.user_conversation drop column name_at_end`.execute(db);
}
