import { sql, type Kysely } from 'kysely';

// Replicas that look at the former trace at the same moment: to_regclass may answer from a catalogue cache that is older than the lock. So whoever finds
// that the table is not there any more is told so by the statements themselves.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function push_router.drop_former_trace(quiet_since bigint) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    begin
      -- one replica looks at a time
      perform pg_advisory_xact_lock(hashtext('bellhop.former-trace'));
      if exists (select from push_router.trace where created_at > quiet_since) then return false; end if;
      drop table push_router.trace;
      return true;
    exception
      when undefined_table then return false; -- gone already
    end $$`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function push_router.drop_former_trace(quiet_since bigint) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    begin
      -- one replica looks at a time
      perform pg_advisory_xact_lock(hashtext('bellhop.former-trace'));
      if to_regclass('push_router.trace') is null then return false; end if;
      if exists (select from push_router.trace where created_at > quiet_since) then return false; end if;
      drop table push_router.trace;
      return true;
    end $$`.execute(db);
}
