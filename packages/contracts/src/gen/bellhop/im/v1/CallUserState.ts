// Original file: proto/bellhop/im/v1/call.proto

/**
 * Where somebody stands in a call. INVITING, OFFLINE and RECEIVED are rung.
 */
export const CallUserState = {
  /**
   * Never sent.
   */
  CALL_USER_STATE_UNSPECIFIED: 'CALL_USER_STATE_UNSPECIFIED',
  /**
   * The invitation is on its way.
   */
  CALL_USER_STATE_INVITING: 'CALL_USER_STATE_INVITING',
  /**
   * None of their devices has it by a connection; it was pushed.
   */
  CALL_USER_STATE_OFFLINE: 'CALL_USER_STATE_OFFLINE',
  /**
   * One of their devices has it.
   */
  CALL_USER_STATE_RECEIVED: 'CALL_USER_STATE_RECEIVED',
  /**
   * In the call.
   */
  CALL_USER_STATE_ACCEPTED: 'CALL_USER_STATE_ACCEPTED',
  /**
   * They said no.
   */
  CALL_USER_STATE_REJECTED: 'CALL_USER_STATE_REJECTED',
  /**
   * The call ended, or the caller changed their mind, while it rang.
   */
  CALL_USER_STATE_CANCELLED: 'CALL_USER_STATE_CANCELLED',
  /**
   * It rang and nobody answered in time.
   */
  CALL_USER_STATE_TIMEOUT: 'CALL_USER_STATE_TIMEOUT',
  /**
   * The invitation ended before any of their devices said it has it.
   */
  CALL_USER_STATE_NOT_RECEIVED: 'CALL_USER_STATE_NOT_RECEIVED',
  /**
   * They left.
   */
  CALL_USER_STATE_QUIT: 'CALL_USER_STATE_QUIT',
  /**
   * They were in the call when it ended.
   */
  CALL_USER_STATE_ENDED: 'CALL_USER_STATE_ENDED',
} as const;

/**
 * Where somebody stands in a call. INVITING, OFFLINE and RECEIVED are rung.
 */
export type CallUserStateInput =
  /**
   * Never sent.
   */
  | 'CALL_USER_STATE_UNSPECIFIED'
  | 0
  /**
   * The invitation is on its way.
   */
  | 'CALL_USER_STATE_INVITING'
  | 1
  /**
   * None of their devices has it by a connection; it was pushed.
   */
  | 'CALL_USER_STATE_OFFLINE'
  | 2
  /**
   * One of their devices has it.
   */
  | 'CALL_USER_STATE_RECEIVED'
  | 3
  /**
   * In the call.
   */
  | 'CALL_USER_STATE_ACCEPTED'
  | 4
  /**
   * They said no.
   */
  | 'CALL_USER_STATE_REJECTED'
  | 5
  /**
   * The call ended, or the caller changed their mind, while it rang.
   */
  | 'CALL_USER_STATE_CANCELLED'
  | 6
  /**
   * It rang and nobody answered in time.
   */
  | 'CALL_USER_STATE_TIMEOUT'
  | 7
  /**
   * The invitation ended before any of their devices said it has it.
   */
  | 'CALL_USER_STATE_NOT_RECEIVED'
  | 8
  /**
   * They left.
   */
  | 'CALL_USER_STATE_QUIT'
  | 9
  /**
   * They were in the call when it ended.
   */
  | 'CALL_USER_STATE_ENDED'
  | 10

/**
 * Where somebody stands in a call. INVITING, OFFLINE and RECEIVED are rung.
 */
export type CallUserState = typeof CallUserState[keyof typeof CallUserState]
