import { sql, type Kysely } from 'kysely';

// A service's own role makes and drops no tables. These act as the owner of the schema, make and drop nothing but the partitions of push_history.trace, and take a
// day (since 1970-01-01), so that no name comes from outside.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function push_history.add_trace_partition(day integer) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    declare
      partition text := 'trace_' || to_char(date '1970-01-01' + day, 'YYYYMMDD');
      first bigint := day * 86400000::bigint;
    begin
      -- making it "if not exists" collides when two do it at the same moment
      perform pg_advisory_xact_lock(hashtext('bellhop.partitions'));
      if to_regclass(format('push_history.%I', partition)) is not null then return false; end if;
      execute format('create table push_history.%I (like push_history.trace including defaults including constraints)', partition);
      -- one is refused for which rows lie in the default partition
      execute format('with moved as (delete from push_history.trace_default where created_at >= %s and created_at < %s returning *)
        insert into push_history.%I select * from moved', first, first + 86400000, partition);
      execute format('alter table push_history.trace attach partition push_history.%I for values from (%s) to (%s)',
        partition, first, first + 86400000);
      return true;
    end $$`.execute(db);
  await sql`
    create function push_history.drop_trace_partition(day integer) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    declare
      partition text := 'trace_' || to_char(date '1970-01-01' + day, 'YYYYMMDD');
    begin
      perform pg_advisory_xact_lock(hashtext('bellhop.partitions'));
      if to_regclass(format('push_history.%I', partition)) is null then return false; end if;
      execute format('drop table push_history.%I', partition);
      return true;
    end $$`.execute(db);
  await sql`
    revoke all on function push_history.add_trace_partition(integer), push_history.drop_trace_partition(integer) from public`.execute(
    db,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function push_history.add_trace_partition(integer), push_history.drop_trace_partition(integer)`.execute(
    db,
  );
}
