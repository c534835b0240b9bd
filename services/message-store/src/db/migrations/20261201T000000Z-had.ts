import { sql, type Kysely } from 'kysely';

// Up to where a device has got, or has written itself, everything: what it wrote comes to it with a sync alone.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table message_store.device_position add column had_seq bigint not null default 0`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table message_store.device_position drop column had_seq`.execute(db);
}
