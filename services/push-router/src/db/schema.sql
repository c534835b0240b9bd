-- Generated from the migrations by `npm run gen:schema`. Do not edit.

CREATE SCHEMA push_router;

CREATE TABLE push_router.api_key (
  app text NOT NULL,
  sha256 text NOT NULL,
  name text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE push_router.app (
  app text NOT NULL,
  name text NOT NULL,
  package_name text NOT NULL,
  api_key_sha256 text NOT NULL,
  sealed_client_token_secret text NOT NULL,
  limits jsonb NOT NULL,
  version bigint NOT NULL,
  published_version bigint DEFAULT 0 NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  device_mode text DEFAULT 'multi'::text NOT NULL,
  client_token_secret_at timestamp with time zone,
  sealed_former_client_token_secret text,
  former_client_token_secret_at timestamp with time zone,
  former_client_token_secret_until timestamp with time zone,
  push_rules jsonb DEFAULT '{}'::jsonb NOT NULL
);

CREATE TABLE push_router.certificate_set (
  app text NOT NULL,
  vendor text NOT NULL,
  app_type integer NOT NULL,
  sealed text NOT NULL,
  version bigint NOT NULL,
  saved_at timestamp with time zone DEFAULT now() NOT NULL,
  test_id text,
  tested_at timestamp with time zone,
  test_result jsonb
);

CREATE TABLE push_router.device (
  app text NOT NULL,
  device_id text NOT NULL,
  push_id text NOT NULL,
  vendor text,
  token text,
  token_sha256 text,
  app_type integer DEFAULT 1 NOT NULL,
  platform text NOT NULL,
  environment text DEFAULT 'production'::text NOT NULL,
  locale text DEFAULT ''::text NOT NULL,
  time_zone text DEFAULT ''::text NOT NULL,
  app_version text DEFAULT ''::text NOT NULL,
  registered_at timestamp with time zone,
  user_id text,
  bound_at timestamp with time zone,
  secret_sha256 text,
  owner_user_id text,
  ended_at timestamp with time zone
);

CREATE TABLE push_router.direct_push (
  app text NOT NULL,
  id text NOT NULL,
  idempotency_key text,
  digest text NOT NULL,
  state text NOT NULL,
  content jsonb NOT NULL,
  target_count integer NOT NULL,
  accepted_at bigint NOT NULL,
  due_at bigint NOT NULL,
  dispatched_at bigint,
  finished_at bigint,
  claimed_until bigint DEFAULT 0 NOT NULL
);

CREATE TABLE push_router.direct_push_target (
  app text NOT NULL,
  id text NOT NULL,
  place integer NOT NULL,
  user_id text,
  push_id text,
  accepted jsonb NOT NULL,
  outcome jsonb,
  for_user_id text,
  collapse_key text,
  due_at bigint,
  accepted_at bigint
);

CREATE TABLE push_router.fold (
  app text NOT NULL,
  user_id text NOT NULL,
  conversation_id text NOT NULL,
  version bigint NOT NULL,
  window_ends_at bigint NOT NULL,
  held integer NOT NULL,
  state jsonb NOT NULL,
  newest bytea,
  claimed_until bigint DEFAULT 0 NOT NULL,
  due_at bigint GENERATED ALWAYS AS ( CASE WHEN (held > 0) THEN window_ends_at ELSE NULL::bigint END) STORED,
  is_being_told boolean DEFAULT false NOT NULL
) WITH (fillfactor=60);

CREATE TABLE push_router.push_count (
  app text NOT NULL,
  user_id text NOT NULL,
  minute bigint NOT NULL,
  cap integer NOT NULL,
  admitted text[] NOT NULL
) WITH (fillfactor=60);

CREATE TABLE push_router.resource (
  app text NOT NULL,
  resources_id text NOT NULL,
  vendors jsonb NOT NULL
);

CREATE TABLE push_router.template (
  app text NOT NULL,
  template_id text NOT NULL,
  words jsonb NOT NULL,
  vendor_template_ids jsonb NOT NULL
);

CREATE TABLE push_router.trace (
  created_at bigint NOT NULL,
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

CREATE TABLE push_router.user_badge (
  app text NOT NULL,
  user_id text NOT NULL,
  badge integer NOT NULL,
  counted text[] DEFAULT '{}'::text[] NOT NULL,
  changed_at timestamp with time zone DEFAULT now() NOT NULL
) WITH (fillfactor=60);

CREATE TABLE push_router.user_setting (
  app text NOT NULL,
  user_id text NOT NULL,
  user_name text DEFAULT ''::text NOT NULL,
  quiet_hours jsonb,
  online_platforms text[] DEFAULT '{}'::text[] NOT NULL,
  quiet_platforms text[] DEFAULT '{}'::text[] NOT NULL,
  changed_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE push_router.trace_default PARTITION OF push_router.trace DEFAULT;

ALTER TABLE push_router.api_key ADD CONSTRAINT api_key_pkey PRIMARY KEY (app, sha256);

ALTER TABLE push_router.app ADD CONSTRAINT app_pkey PRIMARY KEY (app);

ALTER TABLE push_router.certificate_set ADD CONSTRAINT certificate_set_pkey PRIMARY KEY (app, vendor, app_type);

ALTER TABLE push_router.device ADD CONSTRAINT device_pkey PRIMARY KEY (app, device_id);

ALTER TABLE push_router.direct_push ADD CONSTRAINT direct_push_pkey PRIMARY KEY (app, id);

ALTER TABLE push_router.direct_push_target ADD CONSTRAINT direct_push_target_pkey PRIMARY KEY (app, id, place);

ALTER TABLE push_router.fold ADD CONSTRAINT fold_pkey PRIMARY KEY (app, user_id, conversation_id);

ALTER TABLE push_router.push_count ADD CONSTRAINT push_count_pkey PRIMARY KEY (app, user_id, minute);

ALTER TABLE push_router.resource ADD CONSTRAINT resource_pkey PRIMARY KEY (app, resources_id);

ALTER TABLE push_router.template ADD CONSTRAINT template_pkey PRIMARY KEY (app, template_id);

ALTER TABLE push_router.trace ADD CONSTRAINT trace_pkey PRIMARY KEY (message_id, subject, kind, attempt, created_at);

ALTER TABLE push_router.user_badge ADD CONSTRAINT user_badge_pkey PRIMARY KEY (app, user_id);

ALTER TABLE push_router.user_setting ADD CONSTRAINT user_setting_pkey PRIMARY KEY (app, user_id);

ALTER TABLE push_router.app ADD CONSTRAINT app_device_mode_check CHECK ((device_mode = ANY (ARRAY['single'::text, 'dual'::text, 'multi'::text])));

ALTER TABLE push_router.direct_push ADD CONSTRAINT direct_push_state_check CHECK ((state = ANY (ARRAY['scheduled'::text, 'sending'::text, 'sent'::text, 'cancelled'::text])));

ALTER TABLE push_router.api_key ADD CONSTRAINT api_key_app_fkey FOREIGN KEY (app) REFERENCES push_router.app(app) ON DELETE CASCADE;

ALTER TABLE push_router.certificate_set ADD CONSTRAINT certificate_set_app_fkey FOREIGN KEY (app) REFERENCES push_router.app(app) ON DELETE CASCADE;

ALTER TABLE push_router.direct_push_target ADD CONSTRAINT direct_push_target_app_id_fkey FOREIGN KEY (app, id) REFERENCES push_router.direct_push(app, id) ON DELETE CASCADE;

ALTER TABLE push_router.resource ADD CONSTRAINT resource_app_fkey FOREIGN KEY (app) REFERENCES push_router.app(app) ON DELETE CASCADE;

ALTER TABLE push_router.template ADD CONSTRAINT template_app_fkey FOREIGN KEY (app) REFERENCES push_router.app(app) ON DELETE CASCADE;

CREATE INDEX device_by_owner ON push_router.device USING btree (app, owner_user_id) WHERE (user_id IS NULL);

CREATE UNIQUE INDEX device_by_push_id ON push_router.device USING btree (push_id);

CREATE INDEX device_by_token ON push_router.device USING btree (app, token_sha256) WHERE (token_sha256 IS NOT NULL);

CREATE INDEX device_by_user ON push_router.device USING btree (app, user_id) WHERE (user_id IS NOT NULL);

CREATE UNIQUE INDEX direct_push_by_key ON push_router.direct_push USING btree (app, idempotency_key) WHERE (idempotency_key IS NOT NULL);

CREATE INDEX direct_push_due ON push_router.direct_push USING btree (due_at) WHERE (state = ANY (ARRAY['scheduled'::text, 'sending'::text]));

CREATE INDEX direct_push_finished ON push_router.direct_push USING btree (finished_at) WHERE (finished_at IS NOT NULL);

CREATE INDEX direct_push_scheduled ON push_router.direct_push USING btree (app, due_at, id) WHERE (state = 'scheduled'::text);

CREATE INDEX direct_push_target_collapsed_of_device ON push_router.direct_push_target USING btree (app, push_id, collapse_key, due_at) WHERE ((collapse_key IS NOT NULL) AND (push_id IS NOT NULL));

CREATE INDEX direct_push_target_collapsed_of_user ON push_router.direct_push_target USING btree (app, user_id, collapse_key, due_at) WHERE ((collapse_key IS NOT NULL) AND (user_id IS NOT NULL));

CREATE INDEX direct_push_target_for_user ON push_router.direct_push_target USING btree (app, for_user_id) WHERE (for_user_id IS NOT NULL);

CREATE INDEX direct_push_target_of_user ON push_router.direct_push_target USING btree (app, user_id) WHERE (user_id IS NOT NULL);

CREATE INDEX fold_due_at ON push_router.fold USING btree (due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX push_count_by_minute ON push_router.push_count USING btree (minute);

CREATE INDEX trace_by_subject ON push_router.trace USING btree (subject, created_at);

CREATE OR REPLACE FUNCTION push_router.drop_former_trace(quiet_since bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    begin
      -- one replica looks at a time
      perform pg_advisory_xact_lock(hashtext('bellhop.former-trace'));
      if exists (select from push_router.trace where created_at > quiet_since) then return false; end if;
      drop table push_router.trace;
      return true;
    exception
      when undefined_table then return false; -- gone already
    end $function$;

REVOKE ALL ON FUNCTION push_router.drop_former_trace(bigint) FROM PUBLIC;
