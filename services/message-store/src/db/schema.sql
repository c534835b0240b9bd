-- Generated from the migrations by `npm run gen:schema`. Do not edit.

CREATE SCHEMA message_store;

CREATE TABLE message_store.call (
  app text NOT NULL,
  call_id text NOT NULL,
  created_at bigint NOT NULL,
  version integer NOT NULL,
  is_ended boolean NOT NULL,
  due_at bigint,
  depends_on_device_id text,
  caller_user_id text NOT NULL,
  record jsonb NOT NULL
);

CREATE TABLE message_store.call_event (
  app text NOT NULL,
  call_id text NOT NULL,
  version integer NOT NULL,
  created_at bigint NOT NULL,
  event bytea NOT NULL
);

CREATE TABLE message_store.call_user (
  app text NOT NULL,
  user_id text NOT NULL,
  created_at bigint NOT NULL,
  call_id text NOT NULL,
  is_ringing boolean NOT NULL
);

CREATE TABLE message_store.chat_group (
  app text NOT NULL,
  group_id text NOT NULL,
  name text NOT NULL,
  owner_user_id text NOT NULL,
  notice text DEFAULT ''::text NOT NULL,
  join_rule integer DEFAULT 1 NOT NULL,
  mute_until bigint,
  dissolved_at bigint
);

CREATE TABLE message_store.conversation (
  app text NOT NULL,
  conversation_id text NOT NULL,
  last_seq bigint NOT NULL,
  last_at bigint DEFAULT 0 NOT NULL,
  revoked_seq bigint DEFAULT 0 NOT NULL
);

CREATE TABLE message_store.conversation_setting (
  app text NOT NULL,
  conversation_id text NOT NULL,
  user_id text NOT NULL,
  notify_mode smallint NOT NULL,
  mute_until bigint
);

CREATE TABLE message_store.deleted_message (
  app text NOT NULL,
  user_id text NOT NULL,
  conversation_id text NOT NULL,
  seq bigint NOT NULL,
  created_at bigint NOT NULL
);

CREATE TABLE message_store.device_position (
  app text NOT NULL,
  user_id text NOT NULL,
  device_id text NOT NULL,
  conversation_id text NOT NULL,
  delivered_seq bigint NOT NULL,
  synced_seq bigint DEFAULT 0 NOT NULL,
  had_seq bigint DEFAULT 0 NOT NULL
);

CREATE TABLE message_store.expansion (
  app text NOT NULL,
  message_id text NOT NULL,
  after_user_id text NOT NULL,
  recipients integer NOT NULL,
  changed_at bigint NOT NULL
);

CREATE TABLE message_store.group_attribute (
  app text NOT NULL,
  group_id text NOT NULL,
  name text NOT NULL,
  value text NOT NULL
);

CREATE TABLE message_store.group_member (
  app text NOT NULL,
  group_id text NOT NULL,
  user_id text NOT NULL,
  is_owner boolean NOT NULL,
  joined_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
  is_admin boolean DEFAULT false NOT NULL
);

CREATE TABLE message_store.group_mute (
  app text NOT NULL,
  group_id text NOT NULL,
  user_id text NOT NULL,
  mute_until bigint NOT NULL
);

CREATE TABLE message_store.message (
  app text NOT NULL,
  conversation_id text NOT NULL,
  seq bigint NOT NULL,
  created_at bigint NOT NULL,
  message_id text NOT NULL,
  sender_user_id text NOT NULL,
  to_user_id text NOT NULL,
  to_group_id text NOT NULL,
  local_id text NOT NULL,
  body text NOT NULL,
  custom_type integer,
  target_user_ids text[] NOT NULL,
  stored_at bigint NOT NULL,
  asks_push boolean DEFAULT true NOT NULL,
  mentions text,
  revoked_by text DEFAULT ''::text NOT NULL,
  pushed_as jsonb
) PARTITION BY RANGE (created_at);

CREATE TABLE message_store.user_conversation (
  app text NOT NULL,
  user_id text NOT NULL,
  conversation_id text NOT NULL,
  start_seq bigint NOT NULL,
  end_seq bigint,
  read_seq bigint DEFAULT 0 NOT NULL,
  deleted_seq bigint DEFAULT 0 NOT NULL,
  has_deletions boolean DEFAULT false NOT NULL,
  name_at_end text
);

CREATE TABLE message_store.user_erasure (
  app text NOT NULL,
  user_id text NOT NULL,
  conversation_id text NOT NULL,
  seq bigint NOT NULL,
  moved_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE message_store.message_default PARTITION OF message_store.message DEFAULT;

ALTER TABLE message_store.call ADD CONSTRAINT call_pkey PRIMARY KEY (app, call_id);

ALTER TABLE message_store.call_event ADD CONSTRAINT call_event_pkey PRIMARY KEY (app, call_id, version);

ALTER TABLE message_store.call_user ADD CONSTRAINT call_user_pkey PRIMARY KEY (app, user_id, created_at, call_id);

ALTER TABLE message_store.chat_group ADD CONSTRAINT chat_group_pkey PRIMARY KEY (app, group_id);

ALTER TABLE message_store.conversation ADD CONSTRAINT conversation_pkey PRIMARY KEY (app, conversation_id);

ALTER TABLE message_store.conversation_setting ADD CONSTRAINT conversation_setting_pkey PRIMARY KEY (app, conversation_id, user_id);

ALTER TABLE message_store.deleted_message ADD CONSTRAINT deleted_message_pkey PRIMARY KEY (app, user_id, conversation_id, seq);

ALTER TABLE message_store.device_position ADD CONSTRAINT device_position_pkey PRIMARY KEY (app, user_id, device_id, conversation_id);

ALTER TABLE message_store.expansion ADD CONSTRAINT expansion_pkey PRIMARY KEY (app, message_id);

ALTER TABLE message_store.group_attribute ADD CONSTRAINT group_attribute_pkey PRIMARY KEY (app, group_id, name);

ALTER TABLE message_store.group_member ADD CONSTRAINT group_member_pkey PRIMARY KEY (app, group_id, user_id);

ALTER TABLE message_store.group_mute ADD CONSTRAINT group_mute_pkey PRIMARY KEY (app, group_id, user_id);

ALTER TABLE message_store.message ADD CONSTRAINT message_pkey PRIMARY KEY (app, conversation_id, seq, created_at);

ALTER TABLE message_store.user_conversation ADD CONSTRAINT user_conversation_pkey PRIMARY KEY (app, user_id, conversation_id);

ALTER TABLE message_store.user_erasure ADD CONSTRAINT user_erasure_pkey PRIMARY KEY (app, user_id);

ALTER TABLE message_store.group_attribute ADD CONSTRAINT group_attribute_app_group_id_fkey FOREIGN KEY (app, group_id) REFERENCES message_store.chat_group(app, group_id) ON DELETE CASCADE;

ALTER TABLE message_store.group_member ADD CONSTRAINT group_member_app_group_id_fkey FOREIGN KEY (app, group_id) REFERENCES message_store.chat_group(app, group_id) ON DELETE CASCADE;

ALTER TABLE message_store.group_mute ADD CONSTRAINT group_mute_app_group_id_fkey FOREIGN KEY (app, group_id) REFERENCES message_store.chat_group(app, group_id) ON DELETE CASCADE;

CREATE INDEX call_by_age ON message_store.call USING btree (created_at);

CREATE INDEX call_by_caller ON message_store.call USING btree (app, call_id) WHERE (depends_on_device_id IS NOT NULL);

CREATE INDEX call_due ON message_store.call USING btree (due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX call_going_on ON message_store.call USING btree (created_at) WHERE (NOT is_ended);

CREATE INDEX call_user_by_age ON message_store.call_user USING btree (created_at);

CREATE INDEX call_user_ringing ON message_store.call_user USING btree (app, user_id) WHERE is_ringing;

CREATE INDEX conversation_setting_by_user ON message_store.conversation_setting USING btree (app, user_id);

CREATE INDEX deleted_message_by_age ON message_store.deleted_message USING btree (created_at);

CREATE INDEX group_member_moderators ON message_store.group_member USING btree (app, group_id) WHERE (is_owner OR is_admin);

CREATE INDEX group_mute_by_user ON message_store.group_mute USING btree (app, user_id);

CREATE UNIQUE INDEX message_by_id ON message_store.message USING btree (app, conversation_id, message_id, created_at);

CREATE OR REPLACE FUNCTION message_store.add_message_partition(day integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
    end $function$;

REVOKE ALL ON FUNCTION message_store.add_message_partition(integer) FROM PUBLIC;

CREATE OR REPLACE FUNCTION message_store.drop_message_partition(day integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    declare
      partition text := 'message_' || to_char(date '1970-01-01' + day, 'YYYYMMDD');
    begin
      perform pg_advisory_xact_lock(hashtext('bellhop.partitions'));
      if to_regclass(format('message_store.%I', partition)) is null then return false; end if;
      execute format('drop table message_store.%I', partition);
      return true;
    end $function$;

REVOKE ALL ON FUNCTION message_store.drop_message_partition(integer) FROM PUBLIC;
