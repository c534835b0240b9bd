// Original file: proto/bellhop/im/v1/content.proto

/**
 * What a user wants to be notified of in a conversation.
 */
export const NotifyMode = {
  /**
   * As ALL.
   */
  NOTIFY_MODE_UNSPECIFIED: 'NOTIFY_MODE_UNSPECIFIED',
  /**
   * Every message.
   */
  NOTIFY_MODE_ALL: 'NOTIFY_MODE_ALL',
  /**
   * Messages that mention the user, or everybody.
   */
  NOTIFY_MODE_MENTIONS: 'NOTIFY_MODE_MENTIONS',
  /**
   * None; but a mention that its sender marked as notifying comes through.
   */
  NOTIFY_MODE_NONE: 'NOTIFY_MODE_NONE',
} as const;

/**
 * What a user wants to be notified of in a conversation.
 */
export type NotifyModeInput =
  /**
   * As ALL.
   */
  | 'NOTIFY_MODE_UNSPECIFIED'
  | 0
  /**
   * Every message.
   */
  | 'NOTIFY_MODE_ALL'
  | 1
  /**
   * Messages that mention the user, or everybody.
   */
  | 'NOTIFY_MODE_MENTIONS'
  | 2
  /**
   * None; but a mention that its sender marked as notifying comes through.
   */
  | 'NOTIFY_MODE_NONE'
  | 3

/**
 * What a user wants to be notified of in a conversation.
 */
export type NotifyMode = typeof NotifyMode[keyof typeof NotifyMode]
