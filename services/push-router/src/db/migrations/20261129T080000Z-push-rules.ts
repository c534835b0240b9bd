import { sql, type Kysely } from 'kysely';

// What an app wants pushed, as it was set; what is not set has the default.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table push_router.app add column push_rules jsonb not null default '{}'`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table push_router.app drop column push_rules`.execute(db);
}
