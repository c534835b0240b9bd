import type { ConversationRefusal } from '@bellhop/contracts';
import type { Role } from './group-rights.ts';
import { MISSED_CALL, REVOCATION } from './message-body.ts';

/** A message that somebody wants to revoke. */
export interface RevocableMessage {
  readonly senderUserId: string;
  readonly acceptedAtMs: number;
  readonly customType: number | null;
  readonly isRevoked: boolean;
  /** Empty = all of the conversation. */
  readonly targetUserIds: readonly string[];
}

export type RevokeDecision =
  | { readonly kind: 'revoke' | 'revoked already' }
  | { readonly kind: 'refused'; readonly refusal: ConversationRefusal; readonly limit?: number };

/**
 * Whether a message may be revoked.
 * @param by undefined = the app itself; `role` of a group's member, undefined in a peer conversation
 */
export function decideRevoke(
  message: RevocableMessage | undefined,
  {
    by,
    withinSeconds,
    nowMs,
  }: {
    by: { readonly userId: string; readonly role: Role | undefined } | undefined;
    withinSeconds: number;
    nowMs: number;
  },
): RevokeDecision {
  if (message === undefined || (by !== undefined && !hasReceived(message, by.userId)))
    return { kind: 'refused', refusal: 'CONVERSATION_REFUSAL_MESSAGE_NOT_FOUND' };
  if (message.customType === REVOCATION || message.customType === MISSED_CALL)
    return { kind: 'refused', refusal: 'CONVERSATION_REFUSAL_NOT_REVOCABLE' };
  const isAtAnyTime = by === undefined || by.role === 'owner' || by.role === 'admin';
  if (!isAtAnyTime && by.userId !== message.senderUserId)
    return { kind: 'refused', refusal: 'CONVERSATION_REFUSAL_NOT_THE_SENDER' };
  if (message.isRevoked) return { kind: 'revoked already' };
  if (!isAtAnyTime && nowMs - message.acceptedAtMs > withinSeconds * 1_000)
    return { kind: 'refused', refusal: 'CONVERSATION_REFUSAL_MESSAGE_TOO_OLD', limit: withinSeconds };
  return { kind: 'revoke' };
}

/** Whether a message of their conversation was for a user; to others of the conversation it does not exist. */
export function hasReceived(
  { senderUserId, targetUserIds }: Pick<RevocableMessage, 'senderUserId' | 'targetUserIds'>,
  userId: string,
): boolean {
  return targetUserIds.length === 0 || senderUserId === userId || targetUserIds.includes(userId);
}
