import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table push_history.trace (
      -- Unix ms, from the event and never now(): a replay finds its row
      created_at bigint not null,
      -- a hash of message, subject, kind and attempt: tells lines of one moment apart, and puts them in an order
      line bigint not null,
      app text not null,
      message_id text not null,
      -- the PushID; 'user:' + user id (+ '/' + device id) where there is none; for a dead letter its place
      subject text not null,
      kind text not null,
      attempt integer not null,
      user_id text not null,
      device_id text not null,
      vendor text not null,
      code text not null,
      vendor_message_id text not null,
      detail jsonb not null,
      -- serves the trace of a message, in pages
      primary key (message_id, created_at, line)
    ) partition by range (created_at)`.execute(db);
  await sql`create table push_history.trace_default partition of push_history.trace default`.execute(db);
  // The trace of a PushID, in pages.
  await sql`create index trace_by_subject on push_history.trace (subject, created_at, line)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table push_history.trace`.execute(db);
}
