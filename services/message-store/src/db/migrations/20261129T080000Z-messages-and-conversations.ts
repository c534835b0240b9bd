import { sql, type Kysely } from 'kysely';

// Mentions, revoked messages, and what a user has set, read and deleted in a conversation. Only added to: the release before goes on with its own columns.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table message_store.message
      -- JSON; null = nobody
      add column mentions text,
      -- empty = it stands; else it has lost its content
      add column revoked_by text not null default ''`.execute(db);
  await sql`
    alter table message_store.conversation
      -- Unix ms of the newest message; 0 = stored before there was this column
      add column last_at bigint not null default 0,
      -- the newest message that was revoked, so that only conversations with one are searched for them
      add column revoked_seq bigint not null default 0`.execute(db);
  await sql`
    alter table message_store.user_conversation
      -- the user has read up to this one
      add column read_seq bigint not null default 0,
      -- and deleted everything up to this one
      add column deleted_seq bigint not null default 0,
      -- single messages are in deleted_message
      add column has_deletions boolean not null default false`.execute(db);
  // What users set for conversations; what is as by default has no row.
  await sql`
    create table message_store.conversation_setting (
      app text not null,
      conversation_id text not null,
      user_id text not null,
      -- 2 mentions alone, 3 none
      notify_mode smallint not null,
      -- Unix ms; null = until the user changes it
      mute_until bigint,
      -- serves the recipients of a message
      primary key (app, conversation_id, user_id)
    )`.execute(db);
  // Serves the limit, and the end of what has ended.
  await sql`create index conversation_setting_by_user on message_store.conversation_setting (app, user_id)`.execute(db);
  // Messages that users deleted for themselves.
  await sql`
    create table message_store.deleted_message (
      app text not null,
      user_id text not null,
      conversation_id text not null,
      seq bigint not null,
      -- the message's
      created_at bigint not null,
      primary key (app, user_id, conversation_id, seq)
    )`.execute(db);
  // They go when their messages do.
  await sql`create index deleted_message_by_age on message_store.deleted_message (created_at)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table message_store.deleted_message`.execute(db);
  await sql`drop table message_store.conversation_setting`.execute(db);
  await sql`alter table message_store.user_conversation drop column read_seq, drop column deleted_seq, drop column has_deletions`.execute(
    db,
  );
  await sql`alter table message_store.conversation drop column last_at, drop column revoked_seq`.execute(db);
  await sql`alter table message_store.message drop column mentions, drop column revoked_by`.execute(db);
}
