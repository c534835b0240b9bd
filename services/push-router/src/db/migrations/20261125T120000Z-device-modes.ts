import { sql, type Kysely } from 'kysely';

// A row is a device on which somebody logged in; it has a vendor once it has registered for push.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table push_router.app
      -- single | dual | multi
      add column device_mode text not null default 'multi'`.execute(db);
  await sql`create sequence push_router.login_number`.execute(db);
  await sql`
    alter table push_router.device
      -- drawn anew by every login, while the device and its user are locked: the greater is the later
      add column login_number bigint not null default 0,
      alter column vendor drop not null,
      alter column registered_at drop not null,
      alter column app_type set default 1,
      alter column environment set default 'production',
      alter column locale set default '',
      alter column time_zone set default '',
      alter column app_version set default ''`.execute(db);
  await sql`
    update push_router.device set login_number = numbered.number
      from (select app, device_id, row_number() over (order by bound_at) as number
              from push_router.device where user_id is not null) as numbered
     where device.app = numbered.app and device.device_id = numbered.device_id`.execute(db);
  await sql`select setval('push_router.login_number', (select max(login_number) + 1 from push_router.device))`.execute(
    db,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from push_router.device where vendor is null`.execute(db);
  await sql`
    alter table push_router.device
      drop column login_number,
      alter column vendor set not null,
      alter column registered_at set not null,
      alter column app_type drop default,
      alter column environment drop default,
      alter column locale drop default,
      alter column time_zone drop default,
      alter column app_version drop default`.execute(db);
  await sql`drop sequence push_router.login_number`.execute(db);
  await sql`alter table push_router.app drop column device_mode`.execute(db);
}
