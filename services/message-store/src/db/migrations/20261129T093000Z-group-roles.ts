import { sql, type Kysely } from 'kysely';

// Admins, mutes, join rules, attributes and the end of groups. Only added to: the release before goes on with its own columns, and knows owners and
// members.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table message_store.chat_group
      add column notice text not null default '',
      -- 1 free, 2 members invite, 3 admins invite, 4 closed
      add column join_rule integer not null default 1,
      -- only owner and admins may write: until then, Unix ms; 0 = until somebody ends it; null = everybody may
      add column mute_until bigint,
      -- Unix ms; null = it is not
      add column dissolved_at bigint`.execute(db);
  await sql`alter table message_store.group_member add column is_admin boolean not null default false`.execute(db);
  // Serves who is told what changes in a large group.
  await sql`create index group_member_moderators on message_store.group_member (app, group_id) where is_owner or is_admin`.execute(
    db,
  );
  // Who must not write. A row of its own outlasts leaving and coming back.
  await sql`
    create table message_store.group_mute (
      app text not null,
      group_id text not null,
      user_id text not null,
      -- Unix ms; 0 = until somebody ends it
      mute_until bigint not null,
      primary key (app, group_id, user_id),
      foreign key (app, group_id) references message_store.chat_group (app, group_id) on delete cascade
    )`.execute(db);
  // Serves the erasure of a user.
  await sql`create index group_mute_by_user on message_store.group_mute (app, user_id)`.execute(db);
  await sql`
    create table message_store.group_attribute (
      app text not null,
      group_id text not null,
      name text not null,
      value text not null,
      primary key (app, group_id, name),
      foreign key (app, group_id) references message_store.chat_group (app, group_id) on delete cascade
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table message_store.group_attribute`.execute(db);
  await sql`drop table message_store.group_mute`.execute(db);
  await sql`drop index message_store.group_member_moderators`.execute(db);
  await sql`alter table message_store.group_member drop column is_admin`.execute(db);
  await sql`
    alter table message_store.chat_group drop column notice, drop column join_rule, drop column mute_until, drop column dissolved_at`.execute(
    db,
  );
}
