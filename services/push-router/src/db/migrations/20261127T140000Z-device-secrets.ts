import { sql, type Kysely } from 'kysely';

// Devices prove themselves. One from before gets its secret when its user logs in next.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table push_router.device
      add column secret_sha256 text,
      -- who logged in there last; stays after a logout
      add column owner_user_id text`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table push_router.device drop column secret_sha256, drop column owner_user_id`.execute(db);
}
