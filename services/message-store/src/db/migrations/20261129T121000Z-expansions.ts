import { sql, type Kysely } from 'kysely';

// How far messages to large groups have come, while they are on their way. The release before knows nothing of it and begins anew.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table message_store.expansion (
      app text not null,
      message_id text not null,
      -- members up to this one have it, or what it takes that they get it
      after_user_id text not null,
      recipients integer not null,
      -- Unix ms
      changed_at bigint not null,
      primary key (app, message_id)
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table message_store.expansion`.execute(db);
}
