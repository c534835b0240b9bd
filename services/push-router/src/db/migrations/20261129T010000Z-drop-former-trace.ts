import { sql, type Kysely } from 'kysely';

// A service's own role drops no tables. This acts as the owner of the schema, and drops the trace of an earlier version when nobody writes to it any more.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function push_router.drop_former_trace(quiet_since bigint) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    begin
      -- one replica looks at a time
      perform pg_advisory_xact_lock(hashtext('bellhop.former-trace'));
      if to_regclass('push_router.trace') is null then return false; end if;
      if exists (select from push_router.trace where created_at > quiet_since) then return false; end if;
      drop table push_router.trace;
      return true;
    end $$`.execute(db);
  await sql`revoke all on function push_router.drop_former_trace(bigint) from public`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function push_router.drop_former_trace(bigint)`.execute(db);
}
