// Original file: proto/bellhop/event/v1/offline_recipients.proto

/**
 * How a message mentions a recipient.
 */
export const Mention = {
  /**
   * Not.
   */
  MENTION_UNSPECIFIED: 'MENTION_UNSPECIFIED',
  /**
   * By name, or everybody is mentioned.
   */
  MENTION_NAMED: 'MENTION_NAMED',
  /**
   * The same, and the sender wants them notified even when they muted the group.
   */
  MENTION_NOTIFIED: 'MENTION_NOTIFIED',
} as const;

/**
 * How a message mentions a recipient.
 */
export type MentionInput =
  /**
   * Not.
   */
  | 'MENTION_UNSPECIFIED'
  | 0
  /**
   * By name, or everybody is mentioned.
   */
  | 'MENTION_NAMED'
  | 1
  /**
   * The same, and the sender wants them notified even when they muted the group.
   */
  | 'MENTION_NOTIFIED'
  | 2

/**
 * How a message mentions a recipient.
 */
export type Mention = typeof Mention[keyof typeof Mention]
