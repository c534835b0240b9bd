import { sql, type Kysely } from 'kysely';

// An app may have several API keys, so that one is replaced without a gap. The first one stays where it is, empty when it was revoked.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table push_router.api_key (
      app text not null references push_router.app (app) on delete cascade,
      sha256 text not null,
      name text not null,
      created_at timestamptz not null default now(),
      primary key (app, sha256)
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table push_router.api_key`.execute(db);
}
