import { sql, type Kysely } from 'kysely';

// Pushes without a message, from their acceptance until 7 days after they left or were cancelled.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table push_router.direct_push (
      app text not null,
      id text not null,
      idempotency_key text,
      digest text not null,
      state text not null check (state in ('scheduled', 'sending', 'sent', 'cancelled')),
      content jsonb not null,
      target_count integer not null,
      accepted_at bigint not null,
      due_at bigint not null,
      dispatched_at bigint,
      finished_at bigint,
      claimed_until bigint not null default 0,
      primary key (app, id)
    )`.execute(db);
  // One push per key: finds the first one, and keeps two at the same moment from being two.
  await sql`
    create unique index direct_push_by_key on push_router.direct_push (app, idempotency_key)
     where idempotency_key is not null`.execute(db);
  // For the dispatcher: what is due.
  await sql`
    create index direct_push_due on push_router.direct_push (due_at) where state in ('scheduled', 'sending')`.execute(
    db,
  );
  // For the list of an app's scheduled pushes, and how many there are.
  await sql`
    create index direct_push_scheduled on push_router.direct_push (app, due_at, id) where state = 'scheduled'`.execute(
    db,
  );
  // For the hourly removal of those that are long over.
  await sql`
    create index direct_push_finished on push_router.direct_push (finished_at) where finished_at is not null`.execute(
    db,
  );
  // A table of its own: a user who is erased is taken out of pushes that wait.
  await sql`
    create table push_router.direct_push_target (
      app text not null,
      id text not null,
      place integer not null,
      user_id text,
      push_id text,
      accepted jsonb not null,
      outcome jsonb,
      primary key (app, id, place),
      foreign key (app, id) references push_router.direct_push on delete cascade
    )`.execute(db);
  // For the erasure of a user.
  await sql`
    create index direct_push_target_of_user on push_router.direct_push_target (app, user_id)
     where user_id is not null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table push_router.direct_push_target, push_router.direct_push`.execute(db);
}
