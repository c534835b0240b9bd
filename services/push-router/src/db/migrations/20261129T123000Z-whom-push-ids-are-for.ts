import { sql, type Kysely } from 'kysely';

// What is accepted for a PushID is for the user whose the device is then. Null of other targets, and of what the release before accepts: it knows no such column.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table push_router.direct_push_target add column for_user_id text`.execute(db);
  // For the erasure of a user.
  await sql`
    create index direct_push_target_for_user on push_router.direct_push_target (app, for_user_id)
     where for_user_id is not null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index push_router.direct_push_target_for_user`.execute(db);
  await sql`alter table push_router.direct_push_target drop column for_user_id`.execute(db);
}
