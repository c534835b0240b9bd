// Original file: proto/bellhop/im/v1/conversation_service.proto

/**
 * What a call about a conversation can be refused for; the caller must handle it.
 */
export const ConversationRefusal = {
  /**
   * Not refused.
   */
  CONVERSATION_REFUSAL_UNSPECIFIED: 'CONVERSATION_REFUSAL_UNSPECIFIED',
  /**
   * The user has no such conversation.
   */
  CONVERSATION_REFUSAL_CONVERSATION_NOT_FOUND: 'CONVERSATION_REFUSAL_CONVERSATION_NOT_FOUND',
  /**
   * The user has muted as many peer conversations as they may.
   */
  CONVERSATION_REFUSAL_TOO_MANY_MUTED: 'CONVERSATION_REFUSAL_TOO_MANY_MUTED',
  /**
   * There is no such message, or the user does not have it.
   */
  CONVERSATION_REFUSAL_MESSAGE_NOT_FOUND: 'CONVERSATION_REFUSAL_MESSAGE_NOT_FOUND',
  /**
   * The time in which its sender may revoke the message is over.
   */
  CONVERSATION_REFUSAL_MESSAGE_TOO_OLD: 'CONVERSATION_REFUSAL_MESSAGE_TOO_OLD',
  /**
   * Only the sender, or an owner or admin of the group, may do this.
   */
  CONVERSATION_REFUSAL_NOT_THE_SENDER: 'CONVERSATION_REFUSAL_NOT_THE_SENDER',
  /**
   * Revocations and missed calls stay.
   */
  CONVERSATION_REFUSAL_NOT_REVOCABLE: 'CONVERSATION_REFUSAL_NOT_REVOCABLE',
} as const;

/**
 * What a call about a conversation can be refused for; the caller must handle it.
 */
export type ConversationRefusalInput =
  /**
   * Not refused.
   */
  | 'CONVERSATION_REFUSAL_UNSPECIFIED'
  | 0
  /**
   * The user has no such conversation.
   */
  | 'CONVERSATION_REFUSAL_CONVERSATION_NOT_FOUND'
  | 1
  /**
   * The user has muted as many peer conversations as they may.
   */
  | 'CONVERSATION_REFUSAL_TOO_MANY_MUTED'
  | 2
  /**
   * There is no such message, or the user does not have it.
   */
  | 'CONVERSATION_REFUSAL_MESSAGE_NOT_FOUND'
  | 3
  /**
   * The time in which its sender may revoke the message is over.
   */
  | 'CONVERSATION_REFUSAL_MESSAGE_TOO_OLD'
  | 4
  /**
   * Only the sender, or an owner or admin of the group, may do this.
   */
  | 'CONVERSATION_REFUSAL_NOT_THE_SENDER'
  | 5
  /**
   * Revocations and missed calls stay.
   */
  | 'CONVERSATION_REFUSAL_NOT_REVOCABLE'
  | 6

/**
 * What a call about a conversation can be refused for; the caller must handle it.
 */
export type ConversationRefusal = typeof ConversationRefusal[keyof typeof ConversationRefusal]
