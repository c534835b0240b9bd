import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table push_router.app (
      app text primary key,
      name text not null,
      package_name text not null,
      api_key_sha256 text not null,
      sealed_client_token_secret text not null,
      limits jsonb not null,
      version bigint not null,
      -- below version = a change that app.settings.v1 does not hold yet
      published_version bigint not null default 0,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table push_router.certificate_set (
      app text not null references push_router.app on delete cascade,
      vendor text not null,
      app_type integer not null,
      -- AES-256-GCM, key id inside, bound to app + vendor + app_type
      sealed text not null,
      version bigint not null,
      saved_at timestamptz not null default now(),
      primary key (app, vendor, app_type)
    )`.execute(db);
  await sql`
    create table push_router.resource (
      app text not null references push_router.app on delete cascade,
      resources_id text not null,
      vendors jsonb not null,
      primary key (app, resources_id)
    )`.execute(db);
  await sql`
    create table push_router.device (
      app text not null,
      device_id text not null,
      push_id text not null,
      vendor text not null,
      -- null = unregistered, or called invalid by the vendor
      token text,
      token_sha256 text,
      app_type integer not null,
      platform text not null,
      environment text not null,
      locale text not null,
      time_zone text not null,
      app_version text not null,
      registered_at timestamptz not null,
      -- null = logged out
      user_id text,
      bound_at timestamptz,
      primary key (app, device_id)
    )`.execute(db);
  // Routing: devices of users.
  await sql`create index device_by_user on push_router.device (app, user_id) where user_id is not null`.execute(db);
  // Trace and test pushes by PushID.
  await sql`create unique index device_by_push_id on push_router.device (push_id)`.execute(db);
  // A token that moves to another device, and compare-and-clear of dead tokens.
  await sql`create index device_by_token on push_router.device (app, token_sha256) where token_sha256 is not null`.execute(
    db,
  );
  await sql`
    create table push_router.trace (
      -- Unix ms, from the event and never now(): a replay finds its row
      created_at bigint not null,
      app text not null,
      message_id text not null,
      -- the PushID, or 'user:' + user id where no device is concerned
      subject text not null,
      kind text not null,
      attempt integer not null,
      user_id text not null,
      device_id text not null,
      vendor text not null,
      code text not null,
      vendor_message_id text not null,
      detail jsonb not null,
      -- serves the trace of a message
      primary key (message_id, subject, kind, attempt, created_at)
    ) partition by range (created_at)`.execute(db);
  await sql`create table push_router.trace_default partition of push_router.trace default`.execute(db);
  // The trace of a PushID.
  await sql`create index trace_by_subject on push_router.trace (subject, created_at)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['trace', 'device', 'resource', 'certificate_set', 'app']) {
    await sql`drop table push_router.${sql.id(table)}`.execute(db);
  }
}
