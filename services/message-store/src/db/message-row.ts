import type { StoredMessageInput } from '@bellhop/contracts';
import { contentOfRow } from '../domain/message-body.ts';

/** What a row of message_store.message says. */
export interface ContentRow {
  readonly body: string;
  readonly custom_type: number | null;
  readonly mentions: string | null;
  readonly revoked_by: string;
}

/** A row of message_store.message, as far as receivers see it. */
export interface MessageRow extends ContentRow {
  readonly message_id: string;
  readonly conversation_id: string;
  readonly seq: number;
  readonly sender_user_id: string;
  readonly to_user_id: string;
  readonly to_group_id: string;
  readonly local_id: string;
  readonly created_at: number;
}

export function messageOfRow(row: MessageRow): StoredMessageInput {
  return {
    messageId: row.message_id,
    conversationId: row.conversation_id,
    seq: row.seq,
    senderUserId: row.sender_user_id,
    toUserId: row.to_user_id,
    toGroupId: row.to_group_id,
    localId: row.local_id,
    acceptedAtMs: row.created_at,
    ...contentOfRow(row),
  };
}
