-- Generated from the migrations by `npm run gen:schema`. Do not edit.

CREATE SCHEMA push_history;

CREATE TABLE push_history.trace (
  created_at bigint NOT NULL,
  line bigint NOT NULL,
  app text NOT NULL,
  message_id text NOT NULL,
  subject text NOT NULL,
  kind text NOT NULL,
  attempt integer NOT NULL,
  user_id text NOT NULL,
  device_id text NOT NULL,
  vendor text NOT NULL,
  code text NOT NULL,
  vendor_message_id text NOT NULL,
  detail jsonb NOT NULL
) PARTITION BY RANGE (created_at);

CREATE TABLE push_history.trace_default PARTITION OF push_history.trace DEFAULT;

ALTER TABLE push_history.trace ADD CONSTRAINT trace_pkey PRIMARY KEY (message_id, created_at, line);

CREATE INDEX trace_by_subject ON push_history.trace USING btree (subject, created_at, line);

CREATE INDEX trace_by_user ON push_history.trace USING btree (user_id, app) WHERE (user_id <> ''::text);

CREATE OR REPLACE FUNCTION push_history.add_trace_partition(day integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
    end $function$;

REVOKE ALL ON FUNCTION push_history.add_trace_partition(integer) FROM PUBLIC;

CREATE OR REPLACE FUNCTION push_history.drop_trace_partition(day integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    declare
      partition text := 'trace_' || to_char(date '1970-01-01' + day, 'YYYYMMDD');
    begin
      perform pg_advisory_xact_lock(hashtext('bellhop.partitions'));
      if to_regclass(format('push_history.%I', partition)) is null then return false; end if;
      execute format('drop table push_history.%I', partition);
      return true;
    end $function$;

REVOKE ALL ON FUNCTION push_history.drop_trace_partition(integer) FROM PUBLIC;
