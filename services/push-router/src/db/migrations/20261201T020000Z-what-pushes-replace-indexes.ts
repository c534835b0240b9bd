import { sql, type Kysely } from 'kysely';

// For pushes that are looked at again: which others with their collapse key there are, by user and by device. Apart from the columns, whose lock keeps out readers: while an
// index is built only writers wait. What became of a push is no part of them, so that noting it changes no index.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index if not exists direct_push_target_collapsed_of_user
        on push_router.direct_push_target (app, user_id, collapse_key, due_at)
     where collapse_key is not null and user_id is not null`.execute(db);
  await sql`
    create index if not exists direct_push_target_collapsed_of_device
        on push_router.direct_push_target (app, push_id, collapse_key, due_at)
     where collapse_key is not null and push_id is not null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index push_router.direct_push_target_collapsed_of_user, push_router.direct_push_target_collapsed_of_device`.execute(
    db,
  );
}
