import { sql, type Kysely } from 'kysely';

// How many pushes users got in a minute, and bursts of conversations that are gathered for one notification.
export async function up(db: Kysely<unknown>): Promise<void> {
  // By ids of messages, not by number: what comes again after a crash is not counted twice.
  await sql`
    create table push_router.push_count (
      app text not null,
      user_id text not null,
      minute bigint not null,
      cap integer not null,
      admitted text[] not null,
      primary key (app, user_id, minute)
    )`.execute(db);
  // For the hourly removal of minutes that are over.
  await sql`create index push_count_by_minute on push_router.push_count (minute)`.execute(db);
  await sql`
    create table push_router.fold (
      app text not null,
      user_id text not null,
      conversation_id text not null,
      version bigint not null,
      window_ends_at bigint not null,
      held integer not null,
      state jsonb not null,
      newest bytea,
      claimed_until bigint not null default 0,
      primary key (app, user_id, conversation_id)
    )`.execute(db);
  // For the sweep of windows that have ended.
  await sql`create index fold_due on push_router.fold (window_ends_at) where held > 0`.execute(db);
  // For the hourly removal of conversations in which nothing was held for long.
  await sql`create index fold_idle on push_router.fold (window_ends_at) where held = 0`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table push_router.push_count, push_router.fold`.execute(db);
}
