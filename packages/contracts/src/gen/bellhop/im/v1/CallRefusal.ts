// Original file: proto/bellhop/im/v1/call_service.proto

/**
 * What a call can be refused for; the caller of the RPC must handle it.
 */
export const CallRefusal = {
  /**
   * Not refused.
   */
  CALL_REFUSAL_UNSPECIFIED: 'CALL_REFUSAL_UNSPECIFIED',
  /**
   * No such call in this app.
   */
  CALL_REFUSAL_CALL_NOT_FOUND: 'CALL_REFUSAL_CALL_NOT_FOUND',
  /**
   * The acting user is not in the call, or was never invited.
   */
  CALL_REFUSAL_NOT_IN_CALL: 'CALL_REFUSAL_NOT_IN_CALL',
  /**
   * The call is over.
   */
  CALL_REFUSAL_CALL_ENDED: 'CALL_REFUSAL_CALL_ENDED',
  /**
   * The invitation was taken back.
   */
  CALL_REFUSAL_INVITATION_CANCELLED: 'CALL_REFUSAL_INVITATION_CANCELLED',
  /**
   * The invitation's time is over.
   */
  CALL_REFUSAL_INVITATION_TIMED_OUT: 'CALL_REFUSAL_INVITATION_TIMED_OUT',
  /**
   * The user has answered already, maybe on another device.
   */
  CALL_REFUSAL_ALREADY_ANSWERED: 'CALL_REFUSAL_ALREADY_ANSWERED',
  /**
   * Somebody has accepted: too late to cancel.
   */
  CALL_REFUSAL_CALL_ANSWERED: 'CALL_REFUSAL_CALL_ANSWERED',
  /**
   * Only the caller may do this.
   */
  CALL_REFUSAL_NOT_THE_CALLER: 'CALL_REFUSAL_NOT_THE_CALLER',
  /**
   * More than 9 others would be in the call or rung.
   */
  CALL_REFUSAL_CALL_FULL: 'CALL_REFUSAL_CALL_FULL',
  /**
   * Another call was made under the same local id.
   */
  CALL_REFUSAL_LOCAL_CALL_ID_CONFLICT: 'CALL_REFUSAL_LOCAL_CALL_ID_CONFLICT',
} as const;

/**
 * What a call can be refused for; the caller of the RPC must handle it.
 */
export type CallRefusalInput =
  /**
   * Not refused.
   */
  | 'CALL_REFUSAL_UNSPECIFIED'
  | 0
  /**
   * No such call in this app.
   */
  | 'CALL_REFUSAL_CALL_NOT_FOUND'
  | 1
  /**
   * The acting user is not in the call, or was never invited.
   */
  | 'CALL_REFUSAL_NOT_IN_CALL'
  | 2
  /**
   * The call is over.
   */
  | 'CALL_REFUSAL_CALL_ENDED'
  | 3
  /**
   * The invitation was taken back.
   */
  | 'CALL_REFUSAL_INVITATION_CANCELLED'
  | 4
  /**
   * The invitation's time is over.
   */
  | 'CALL_REFUSAL_INVITATION_TIMED_OUT'
  | 5
  /**
   * The user has answered already, maybe on another device.
   */
  | 'CALL_REFUSAL_ALREADY_ANSWERED'
  | 6
  /**
   * Somebody has accepted: too late to cancel.
   */
  | 'CALL_REFUSAL_CALL_ANSWERED'
  | 7
  /**
   * Only the caller may do this.
   */
  | 'CALL_REFUSAL_NOT_THE_CALLER'
  | 8
  /**
   * More than 9 others would be in the call or rung.
   */
  | 'CALL_REFUSAL_CALL_FULL'
  | 9
  /**
   * Another call was made under the same local id.
   */
  | 'CALL_REFUSAL_LOCAL_CALL_ID_CONFLICT'
  | 10

/**
 * What a call can be refused for; the caller of the RPC must handle it.
 */
export type CallRefusal = typeof CallRefusal[keyof typeof CallRefusal]
