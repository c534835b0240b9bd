import { sql, type Kysely } from 'kysely';

// The latest test of a credential at its vendor.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table push_router.certificate_set
      -- null = it was never tested
      add column test_id text,
      add column tested_at timestamptz,
      -- null = the adapter has not answered
      add column test_result jsonb`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table push_router.certificate_set drop column test_id, drop column tested_at, drop column test_result`.execute(
    db,
  );
}
