// Original file: proto/bellhop/direct/v1/push_service.proto

/**
 * How far a push has come.
 */
export const DirectPushState = {
  /**
   * Never sent.
   */
  DIRECT_PUSH_STATE_UNSPECIFIED: 'DIRECT_PUSH_STATE_UNSPECIFIED',
  /**
   * It waits for its time.
   */
  DIRECT_PUSH_STATE_SCHEDULED: 'DIRECT_PUSH_STATE_SCHEDULED',
  /**
   * It is leaving.
   */
  DIRECT_PUSH_STATE_SENDING: 'DIRECT_PUSH_STATE_SENDING',
  /**
   * It left: for each device there is a push, or a reason against it.
   */
  DIRECT_PUSH_STATE_SENT: 'DIRECT_PUSH_STATE_SENT',
  /**
   * It was cancelled before it left.
   */
  DIRECT_PUSH_STATE_CANCELLED: 'DIRECT_PUSH_STATE_CANCELLED',
} as const;

/**
 * How far a push has come.
 */
export type DirectPushStateInput =
  /**
   * Never sent.
   */
  | 'DIRECT_PUSH_STATE_UNSPECIFIED'
  | 0
  /**
   * It waits for its time.
   */
  | 'DIRECT_PUSH_STATE_SCHEDULED'
  | 1
  /**
   * It is leaving.
   */
  | 'DIRECT_PUSH_STATE_SENDING'
  | 2
  /**
   * It left: for each device there is a push, or a reason against it.
   */
  | 'DIRECT_PUSH_STATE_SENT'
  | 3
  /**
   * It was cancelled before it left.
   */
  | 'DIRECT_PUSH_STATE_CANCELLED'
  | 4

/**
 * How far a push has come.
 */
export type DirectPushState = typeof DirectPushState[keyof typeof DirectPushState]
