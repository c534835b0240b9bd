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
  device_mode text DEFAULT 'multi'::text NOT NULL
);

CREATE TABLE push_router.certificate_set (
  app text NOT NULL,
  vendor text NOT NULL,
  app_type integer NOT NULL,
  sealed text NOT NULL,
  version bigint NOT NULL,
  saved_at timestamp with time zone DEFAULT now() NOT NULL
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
  owner_user_id text
);

CREATE TABLE push_router.resource (
  app text NOT NULL,
  resources_id text NOT NULL,
  vendors jsonb NOT NULL
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

CREATE TABLE push_router.trace_default PARTITION OF push_router.trace DEFAULT;

ALTER TABLE push_router.api_key ADD CONSTRAINT api_key_pkey PRIMARY KEY (app, sha256);

ALTER TABLE push_router.app ADD CONSTRAINT app_pkey PRIMARY KEY (app);

ALTER TABLE push_router.certificate_set ADD CONSTRAINT certificate_set_pkey PRIMARY KEY (app, vendor, app_type);

ALTER TABLE push_router.device ADD CONSTRAINT device_pkey PRIMARY KEY (app, device_id);

ALTER TABLE push_router.resource ADD CONSTRAINT resource_pkey PRIMARY KEY (app, resources_id);

ALTER TABLE push_router.trace ADD CONSTRAINT trace_pkey PRIMARY KEY (message_id, subject, kind, attempt, created_at);

ALTER TABLE push_router.app ADD CONSTRAINT app_device_mode_check CHECK ((device_mode = ANY (ARRAY['single'::text, 'dual'::text, 'multi'::text])));

ALTER TABLE push_router.api_key ADD CONSTRAINT api_key_app_fkey FOREIGN KEY (app) REFERENCES push_router.app(app) ON DELETE CASCADE;

ALTER TABLE push_router.certificate_set ADD CONSTRAINT certificate_set_app_fkey FOREIGN KEY (app) REFERENCES push_router.app(app) ON DELETE CASCADE;

ALTER TABLE push_router.resource ADD CONSTRAINT resource_app_fkey FOREIGN KEY (app) REFERENCES push_router.app(app) ON DELETE CASCADE;

CREATE UNIQUE INDEX device_by_push_id ON push_router.device USING btree (push_id);

CREATE INDEX device_by_token ON push_router.device USING btree (app, token_sha256) WHERE (token_sha256 IS NOT NULL);

CREATE INDEX device_by_user ON push_router.device USING btree (app, user_id) WHERE (user_id IS NOT NULL);

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
      if to_regclass('push_router.trace') is null then return false; end if;
      if exists (select from push_router.trace where created_at > quiet_since) then return false; end if;
      drop table push_router.trace;
      return true;
    end $function$;

REVOKE ALL ON FUNCTION push_router.drop_former_trace(bigint) FROM PUBLIC;
