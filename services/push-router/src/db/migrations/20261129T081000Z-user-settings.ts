import { sql, type Kysely } from 'kysely';

// What users want of pushes, and what stands on their badges.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table push_router.user_setting (
      app text not null,
      user_id text not null,
      user_name text not null default '',
      quiet_hours jsonb,
      online_platforms text[] not null default '{}',
      quiet_platforms text[] not null default '{}',
      changed_at timestamptz not null default now(),
      primary key (app, user_id)
    )`.execute(db);
  // A table of its own: it is written with pushes, settings hardly ever. `counted` = the latest messages that are in the number.
  await sql`
    create table push_router.user_badge (
      app text not null,
      user_id text not null,
      badge integer not null,
      counted text[] not null default '{}',
      changed_at timestamptz not null default now(),
      primary key (app, user_id)
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table push_router.user_setting, push_router.user_badge`.execute(db);
}
