import { sql, type Kysely } from 'kysely';

// A row is a device on which somebody logged in; it has a vendor once it has registered for push.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table push_router.app
      add column device_mode text not null default 'multi' check (device_mode in ('single', 'dual', 'multi'))`.execute(
    db,
  );
  await sql`
    alter table push_router.device
      alter column vendor drop not null,
      alter column registered_at drop not null,
      alter column app_type set default 1,
      alter column environment set default 'production',
      alter column locale set default '',
      alter column time_zone set default '',
      alter column app_version set default ''`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from push_router.device where vendor is null`.execute(db);
  await sql`
    alter table push_router.device
      alter column vendor set not null,
      alter column registered_at set not null,
      alter column app_type drop default,
      alter column environment drop default,
      alter column locale drop default,
      alter column time_zone drop default,
      alter column app_version drop default`.execute(db);
  await sql`alter table push_router.app drop column device_mode`.execute(db);
}
