// Original file: proto/bellhop/im/v1/call.proto

/**
 * Whether a call goes on.
 */
export const CallState = {
  /**
   * Never sent.
   */
  CALL_STATE_UNSPECIFIED: 'CALL_STATE_UNSPECIFIED',
  /**
   * Somebody talks, or somebody is being rung.
   */
  CALL_STATE_STARTED: 'CALL_STATE_STARTED',
  /**
   * It is over.
   */
  CALL_STATE_ENDED: 'CALL_STATE_ENDED',
} as const;

/**
 * Whether a call goes on.
 */
export type CallStateInput =
  /**
   * Never sent.
   */
  | 'CALL_STATE_UNSPECIFIED'
  | 0
  /**
   * Somebody talks, or somebody is being rung.
   */
  | 'CALL_STATE_STARTED'
  | 1
  /**
   * It is over.
   */
  | 'CALL_STATE_ENDED'
  | 2

/**
 * Whether a call goes on.
 */
export type CallState = typeof CallState[keyof typeof CallState]
