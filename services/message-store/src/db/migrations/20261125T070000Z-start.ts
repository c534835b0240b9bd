import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table message_store.conversation (
      app text not null,
      conversation_id text not null,
      -- sequence of the newest message; counted up in the statement that stores, so there are no gaps
      last_seq bigint not null,
      primary key (app, conversation_id)
    )`.execute(db);
  await sql`
    create table message_store.message (
      app text not null,
      conversation_id text not null,
      seq bigint not null,
      -- Unix ms, from the event and never now(): a replay finds its row
      created_at bigint not null,
      message_id text not null,
      sender_user_id text not null,
      to_user_id text not null,
      to_group_id text not null,
      local_id text not null,
      body text not null,
      -- null = body is text, else the app's own type
      custom_type integer,
      -- empty = every member of the conversation
      target_user_ids text[] not null,
      stored_at bigint not null,
      -- serves sync
      primary key (app, conversation_id, seq, created_at)
    ) partition by range (created_at)`.execute(db);
  await sql`create table message_store.message_default partition of message_store.message default`.execute(db);
  // Replays and retries find their message.
  await sql`create unique index message_by_id on message_store.message (app, conversation_id, message_id, created_at)`.execute(
    db,
  );
  await sql`
    create table message_store.chat_group (
      app text not null,
      group_id text not null,
      name text not null,
      owner_user_id text not null,
      primary key (app, group_id)
    )`.execute(db);
  await sql`
    create table message_store.group_member (
      app text not null,
      group_id text not null,
      user_id text not null,
      is_owner boolean not null,
      joined_at timestamptz not null default clock_timestamp(),
      primary key (app, group_id, user_id),
      foreign key (app, group_id) references message_store.chat_group on delete cascade
    )`.execute(db);
  await sql`
    create table message_store.user_conversation (
      app text not null,
      user_id text not null,
      conversation_id text not null,
      -- the user has the messages after this one
      start_seq bigint not null,
      -- and up to this one; null = still in it
      end_seq bigint,
      primary key (app, user_id, conversation_id)
    )`.execute(db);
  await sql`
    create table message_store.device_position (
      app text not null,
      user_id text not null,
      device_id text not null,
      conversation_id text not null,
      delivered_seq bigint not null,
      primary key (app, user_id, device_id, conversation_id)
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of [
    'device_position',
    'user_conversation',
    'group_member',
    'chat_group',
    'message',
    'conversation',
  ]) {
    await sql`drop table message_store.${sql.id(table)}`.execute(db);
  }
}
