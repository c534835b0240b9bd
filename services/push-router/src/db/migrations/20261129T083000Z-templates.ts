import { sql, type Kysely } from 'kysely';

// Words of pushes that messages choose by name.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table push_router.template (
      app text not null references push_router.app (app) on delete cascade,
      template_id text not null,
      words jsonb not null,
      vendor_template_ids jsonb not null,
      primary key (app, template_id)
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table push_router.template`.execute(db);
}
