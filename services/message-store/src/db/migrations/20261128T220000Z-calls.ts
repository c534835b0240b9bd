import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table message_store.call (
      app text not null,
      call_id text not null,
      created_at bigint not null,
      version int not null,
      is_ended boolean not null,
      -- when the next invitation ends by itself; null = none will
      due_at bigint,
      -- the call ends with the connection of this device of its caller; null = it does not
      depends_on_device_id text,
      caller_user_id text not null,
      -- read and written as a whole, under a lock of the row
      record jsonb not null,
      primary key (app, call_id)
    )`.execute(db);
  await sql`create index call_due on message_store.call (due_at) where due_at is not null`.execute(db);
  await sql`create index call_by_caller on message_store.call (app, call_id) where depends_on_device_id is not null`.execute(
    db,
  );
  await sql`create index call_going_on on message_store.call (created_at) where not is_ended`.execute(db);
  await sql`create index call_by_age on message_store.call (created_at)`.execute(db);
  await sql`
    create table message_store.call_user (
      app text not null,
      user_id text not null,
      created_at bigint not null,
      call_id text not null,
      is_ringing boolean not null,
      -- serves the list of a user's calls
      primary key (app, user_id, created_at, call_id)
    )`.execute(db);
  await sql`create index call_user_ringing on message_store.call_user (app, user_id) where is_ringing`.execute(db);
  await sql`create index call_user_by_age on message_store.call_user (created_at)`.execute(db);
  await sql`
    -- what has changed and is not in Kafka yet; written in the transaction of the change
    create table message_store.call_event (
      app text not null,
      call_id text not null,
      version int not null,
      created_at bigint not null,
      event bytea not null,
      primary key (app, call_id, version)
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['call_event', 'call_user', 'call'])
    await sql`drop table message_store.${sql.id(table)}`.execute(db);
}
