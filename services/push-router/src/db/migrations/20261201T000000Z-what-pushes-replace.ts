import { sql, type Kysely } from 'kysely';

// Which pushes with one collapse key have left for a user or a device, and in which order: a push that waits looks whether a newer one has its place on the screen. Null of
// pushes without such a key, and of what the release before accepts: it knows no such columns.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table push_router.direct_push_target add column collapse_key text, add column due_at bigint, add column accepted_at bigint`.execute(
    db,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table push_router.direct_push_target drop column collapse_key, drop column due_at, drop column accepted_at`.execute(
    db,
  );
}
