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
