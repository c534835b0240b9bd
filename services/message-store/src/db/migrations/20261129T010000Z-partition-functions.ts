import { sql, type Kysely } from 'kysely';

// A service's own role makes and drops no tables. These act as the owner of the schema, make and drop nothing but the partitions of message_store.message, and take a
// day (since 1970-01-01), so that no name comes from outside.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function message_store.add_message_partition(day integer) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    declare
      partition text := 'message_' || to_char(date '1970-01-01' + day, 'YYYYMMDD');
      first bigint := day * 86400000::bigint;
    begin
      -- making it "if not exists" collides when two do it at the same moment
      perform pg_advisory_xact_lock(hashtext('bellhop.partitions'));
      if to_regclass(format('message_store.%I', partition)) is not null then return false; end if;
      execute format('create table message_store.%I (like message_store.message including defaults including constraints)', partition);
      -- one is refused for which rows lie in the default partition
      execute format('with moved as (delete from message_store.message_default where created_at >= %s and created_at < %s returning *)
        insert into message_store.%I select * from moved', first, first + 86400000, partition);
      execute format('alter table message_store.message attach partition message_store.%I for values from (%s) to (%s)',
        partition, first, first + 86400000);
      return true;
    end $$`.execute(db);
  await sql`
    create function message_store.drop_message_partition(day integer) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    declare
      partition text := 'message_' || to_char(date '1970-01-01' + day, 'YYYYMMDD');
    begin
      perform pg_advisory_xact_lock(hashtext('bellhop.partitions'));
      if to_regclass(format('message_store.%I', partition)) is null then return false; end if;
      execute format('drop table message_store.%I', partition);
      return true;
    end $$`.execute(db);
  await sql`
    revoke all on function message_store.add_message_partition(integer), message_store.drop_message_partition(integer) from public`.execute(
    db,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function message_store.add_message_partition(integer), message_store.drop_message_partition(integer)`.execute(
    db,
  );
}
