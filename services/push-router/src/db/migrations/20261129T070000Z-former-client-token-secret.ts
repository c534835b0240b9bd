import { sql, type Kysely } from 'kysely';

// The secret of client tokens is replaced with an overlap: the one before stays valid for a while. And who owned a device last is looked for when a
// user's data is erased.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table push_router.app
      -- null = with the app
      add column client_token_secret_at timestamptz,
      -- null = there is none
      add column sealed_former_client_token_secret text,
      add column former_client_token_secret_at timestamptz,
      add column former_client_token_secret_until timestamptz`.execute(db);
  // Devices that a user logged out of; those they are logged in on have an index of their own.
  await sql`create index device_by_owner on push_router.device (app, owner_user_id) where user_id is null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index push_router.device_by_owner`.execute(db);
  await sql`
    alter table push_router.app
      drop column client_token_secret_at, drop column sealed_former_client_token_secret,
      drop column former_client_token_secret_at, drop column former_client_token_secret_until`.execute(db);
}
