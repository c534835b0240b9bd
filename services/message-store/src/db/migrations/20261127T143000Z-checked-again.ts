import { sql, type Kysely } from 'kysely';

// What a push that was decided a while ago is held against.
export async function up(db: Kysely<unknown>): Promise<void> {
  // What the user has synced on the device, in contrast to what was delivered live to it.
  await sql`alter table message_store.device_position add column synced_seq bigint not null default 0`.execute(db);
  // Whether the sender asked for a push.
  await sql`alter table message_store.message add column asks_push boolean not null default true`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table message_store.message drop column asks_push`.execute(db);
  await sql`alter table message_store.device_position drop column synced_seq`.execute(db);
}
