import { sql, type Kysely } from 'kysely';

// How far the erasure of a user's messages has come, so that one that was cut short goes on. The row goes when all is done.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table message_store.user_erasure (
      app text not null,
      user_id text not null,
      -- of the user's conversations, in order: this one is done up to this message, those before it to their ends
      conversation_id text not null,
      seq bigint not null,
      moved_at timestamptz not null default now(),
      primary key (app, user_id)
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table message_store.user_erasure`.execute(db);
}
