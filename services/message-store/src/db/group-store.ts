import { sql, type Kysely } from 'kysely';
import { database } from '@bellhop/postgres';
import type { SendPermission } from '@bellhop/contracts';
import type { StoreDatabase, Tables } from './database.ts';

export type JoinResult =
  | { readonly kind: 'joined'; readonly memberCount: number }
  | { readonly kind: 'group-not-found' | 'not-a-member' | 'group-full' | 'group-exists' };

export interface Member {
  readonly userId: string;
  readonly isOwner: boolean;
  readonly joinedAtMs: number;
}

export interface GroupOfApp {
  readonly app: string;
  readonly groupId: string;
}

export interface GroupStore {
  create(
    group: GroupOfApp & { name: string; ownerUserId: string; memberUserIds: readonly string[]; maxMembers: number },
  ): Promise<JoinResult>;
  /** Adds users. `inviter` undefined = the users come by themselves. */
  add(
    group: GroupOfApp & { userIds: readonly string[]; inviter: string | undefined; maxMembers: number },
  ): Promise<JoinResult>;
  leave(group: GroupOfApp & { userId: string }): Promise<'left' | 'group-not-found' | 'not-a-member'>;
  /** A page of members after `afterUserId`; undefined = no such group. */
  members(group: GroupOfApp & { afterUserId: string; limit: number }): Promise<Member[] | undefined>;
  isMember(group: GroupOfApp & { userId: string }): Promise<boolean>;
  permissions(app: string, senders: readonly { groupId: string; userId: string }[]): Promise<SendPermission[]>;
  /** Members of many groups in one query. Key: app + ' ' + group. */
  membersOf(groups: readonly GroupOfApp[]): Promise<Map<string, string[]>>;
}

export function groupKey({ app, groupId }: GroupOfApp): string {
  return `${app} ${groupId}`;
}

export function groupStore(db: StoreDatabase): GroupStore {
  /** Adds members under a lock of the group, so that the limit holds; their history begins with the next message. */
  const addMembers = async (
    transaction: Kysely<Tables>,
    {
      app,
      groupId,
      userIds,
      maxMembers,
      owner,
    }: GroupOfApp & { userIds: readonly string[]; maxMembers: number; owner?: string },
  ): Promise<JoinResult> => {
    await sql`
      insert into message_store.group_member (app, group_id, user_id, is_owner)
      select ${app}, ${groupId}, user_id, user_id = ${owner ?? ''} from unnest(${[...new Set(userIds)]}::text[]) with ordinality as given (user_id, place)
       order by place
      on conflict do nothing`.execute(transaction);
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from message_store.group_member where app = ${app} and group_id = ${groupId}`.execute(
      transaction,
    );
    const memberCount = rows[0]?.count ?? 0;
    if (memberCount > maxMembers) throw new GroupFull();
    await sql`
      insert into message_store.user_conversation as mine (app, user_id, conversation_id, start_seq)
      select ${app}, user_id, ${`group/${groupId}`},
             coalesce((select last_seq from message_store.conversation where app = ${app} and conversation_id = ${`group/${groupId}`}), 0)
        from unnest(${userIds}::text[]) as given (user_id)
      on conflict (app, user_id, conversation_id) do update set start_seq = case when mine.end_seq is null then mine.start_seq else excluded.start_seq end, end_seq = null`.execute(
      transaction,
    );
    return { kind: 'joined', memberCount };
  };

  const lockGroup = async (transaction: Kysely<Tables>, { app, groupId }: GroupOfApp) =>
    transaction
      .selectFrom('message_store.chat_group')
      .selectAll()
      .where('app', '=', app)
      .where('group_id', '=', groupId)
      .forUpdate()
      .executeTakeFirst();

  const isMember = async (
    on: Kysely<Tables>,
    { app, groupId, userId }: GroupOfApp & { userId: string },
  ): Promise<boolean> =>
    (await on
      .selectFrom('message_store.group_member')
      .select('user_id')
      .where('app', '=', app)
      .where('group_id', '=', groupId)
      .where('user_id', '=', userId)
      .executeTakeFirst()) !== undefined;

  return {
    create: ({ app, groupId, name, ownerUserId, memberUserIds, maxMembers }) =>
      unlessFull(() =>
        db.kysely.transaction().execute(async (transaction) => {
          await transaction
            .insertInto('message_store.chat_group')
            .values({ app, group_id: groupId, name, owner_user_id: ownerUserId })
            .onConflict((conflict) => conflict.doNothing())
            .execute();
          const group = await lockGroup(transaction, { app, groupId });
          if (group?.owner_user_id !== ownerUserId) return { kind: 'group-exists' };
          return addMembers(transaction, {
            app,
            groupId,
            userIds: [ownerUserId, ...memberUserIds],
            maxMembers,
            owner: ownerUserId,
          });
        }),
      ),

    add: ({ app, groupId, userIds, inviter, maxMembers }) =>
      unlessFull(() =>
        db.kysely.transaction().execute(async (transaction) => {
          if ((await lockGroup(transaction, { app, groupId })) === undefined) return { kind: 'group-not-found' };
          if (inviter !== undefined && !(await isMember(transaction, { app, groupId, userId: inviter })))
            return { kind: 'not-a-member' };
          return addMembers(transaction, { app, groupId, userIds, maxMembers });
        }),
      ),

    leave: ({ app, groupId, userId }) =>
      database(() =>
        db.kysely.transaction().execute(async (transaction) => {
          if ((await lockGroup(transaction, { app, groupId })) === undefined) return 'group-not-found';
          const gone = await transaction
            .deleteFrom('message_store.group_member')
            .where('app', '=', app)
            .where('group_id', '=', groupId)
            .where('user_id', '=', userId)
            .returning('is_owner')
            .executeTakeFirst();
          if (gone === undefined) return 'not-a-member';
          await sql`
            update message_store.user_conversation set end_seq = coalesce((select last_seq from message_store.conversation where app = ${app} and conversation_id = ${`group/${groupId}`}), 0)
             where app = ${app} and user_id = ${userId} and conversation_id = ${`group/${groupId}`}`.execute(
            transaction,
          );
          if (gone.is_owner) await passOn(transaction, { app, groupId });
          return 'left';
        }),
      ),

    members: ({ app, groupId, afterUserId, limit }) =>
      database(async () => {
        const group = await db.kysely
          .selectFrom('message_store.chat_group')
          .select('group_id')
          .where('app', '=', app)
          .where('group_id', '=', groupId)
          .executeTakeFirst();
        if (group === undefined) return undefined;
        const rows = await db.kysely
          .selectFrom('message_store.group_member')
          .select(['user_id', 'is_owner', 'joined_at'])
          .where('app', '=', app)
          .where('group_id', '=', groupId)
          .where('user_id', '>', afterUserId)
          .orderBy('user_id')
          .limit(limit)
          .execute();
        return rows.map((row) => ({ userId: row.user_id, isOwner: row.is_owner, joinedAtMs: row.joined_at.getTime() }));
      }),

    isMember: (member) => database(() => isMember(db.kysely, member)),

    permissions: async (app, senders) => {
      const rows = await db.prepared<{ known: boolean; member: boolean }>(
        'send-permissions',
        `select chat_group.group_id is not null as known, group_member.user_id is not null as member
           from unnest($2::text[], $3::text[]) with ordinality as sender (group_id, user_id, place)
           left join message_store.chat_group on chat_group.app = $1 and chat_group.group_id = sender.group_id
           left join message_store.group_member on group_member.app = $1 and group_member.group_id = sender.group_id and group_member.user_id = sender.user_id
          order by place`,
        [app, senders.map(({ groupId }) => groupId), senders.map(({ userId }) => userId)],
      );
      return rows.map(({ known, member }) =>
        member ? 'SEND_PERMISSION_ALLOWED' : known ? 'SEND_PERMISSION_NOT_A_MEMBER' : 'SEND_PERMISSION_GROUP_NOT_FOUND',
      );
    },

    membersOf: async (groups) => {
      const members = new Map<string, string[]>();
      if (groups.length === 0) return members;
      const unique = [...new Map(groups.map((group) => [groupKey(group), group])).values()];
      const rows = await db.prepared<{ app: string; group_id: string; user_ids: string[] }>(
        'members-of-groups',
        `select wanted.app, wanted.group_id, array_agg(member.user_id) as user_ids
           from unnest($1::text[], $2::text[]) as wanted (app, group_id)
          cross join lateral (
            select user_id from message_store.group_member
             where group_member.app = wanted.app and group_member.group_id = wanted.group_id offset 0) member
          group by wanted.app, wanted.group_id`,
        [unique.map(({ app }) => app), unique.map(({ groupId }) => groupId)],
      );
      for (const row of rows) members.set(groupKey({ app: row.app, groupId: row.group_id }), row.user_ids);
      return members;
    },
  };
}

/** Thrown inside a transaction, so that it is rolled back. */
class GroupFull extends Error {}

function unlessFull(work: () => Promise<JoinResult>): Promise<JoinResult> {
  return database(work).catch((error: unknown) => {
    if (error instanceof GroupFull) return { kind: 'group-full' };
    throw error;
  });
}

/** The owner left: the longest-standing member inherits; a group without members is gone. */
async function passOn(transaction: Kysely<Tables>, { app, groupId }: GroupOfApp): Promise<void> {
  const heir = await transaction
    .selectFrom('message_store.group_member')
    .select('user_id')
    .where('app', '=', app)
    .where('group_id', '=', groupId)
    .orderBy('joined_at')
    .orderBy('user_id')
    .limit(1)
    .executeTakeFirst();
  if (heir === undefined) {
    await transaction
      .deleteFrom('message_store.chat_group')
      .where('app', '=', app)
      .where('group_id', '=', groupId)
      .execute();
    return;
  }
  await transaction
    .updateTable('message_store.group_member')
    .set({ is_owner: true })
    .where('app', '=', app)
    .where('group_id', '=', groupId)
    .where('user_id', '=', heir.user_id)
    .execute();
  await transaction
    .updateTable('message_store.chat_group')
    .set({ owner_user_id: heir.user_id })
    .where('app', '=', app)
    .where('group_id', '=', groupId)
    .execute();
}
