import type { Role } from '../domain/group-rights.ts';
import type { RevocableMessage } from '../domain/revoke.ts';
import type { StoreDatabase } from './database.ts';
import { roleOf, type RoleColumns } from './group-row.ts';

/** A message as who asks for it by its id needs it. */
export interface FoundMessage extends RevocableMessage {
  readonly seq: number;
  /** Empty for a group message. */
  readonly toUserId: string;
  /** Empty for a peer message. */
  readonly toGroupId: string;
}

/** A user's part in a conversation. */
export interface Participant {
  /** Undefined for a peer conversation, and for who is no member of the group. */
  readonly role: Role | undefined;
}

export interface MessageFinder {
  /** The newest, where a local id was taken again after two days; undefined = there is no such message. */
  find(message: { app: string; conversationId: string; messageId: string }): Promise<FoundMessage | undefined>;
  /** Undefined = the user has no part in the conversation, or none any more. */
  participant(of: { app: string; conversationId: string; userId: string }): Promise<Participant | undefined>;
}

export function messageFinder(db: StoreDatabase): MessageFinder {
  return {
    find: async ({ app, conversationId, messageId }) => {
      const [row] = await db.prepared<{
        seq: number;
        sender_user_id: string;
        to_user_id: string;
        to_group_id: string;
        created_at: number;
        custom_type: number | null;
        revoked_by: string;
        target_user_ids: string[];
      }>(
        'find-message',
        `select seq, sender_user_id, to_user_id, to_group_id, created_at, custom_type, revoked_by, target_user_ids
           from message_store.message where app = $1 and conversation_id = $2 and message_id = $3
          order by created_at desc limit 1`,
        [app, conversationId, messageId],
      );
      if (row === undefined) return undefined;
      return {
        seq: row.seq,
        senderUserId: row.sender_user_id,
        toUserId: row.to_user_id,
        toGroupId: row.to_group_id,
        acceptedAtMs: row.created_at,
        customType: row.custom_type,
        isRevoked: row.revoked_by !== '',
        targetUserIds: row.target_user_ids,
      };
    },

    participant: async ({ app, conversationId, userId }) => {
      const [row] = await db.prepared<RoleColumns>(
        'participant-of-conversation',
        `select member.is_owner, member.is_admin
           from message_store.user_conversation mine
           left join message_store.group_member member
             on mine.conversation_id like 'group/%' and member.app = mine.app and member.group_id = substr(mine.conversation_id, 7)
                and member.user_id = mine.user_id
          where mine.app = $1 and mine.user_id = $2 and mine.conversation_id = $3 and mine.end_seq is null`,
        [app, userId, conversationId],
      );
      return row === undefined ? undefined : { role: roleOf(row) };
    },
  };
}
