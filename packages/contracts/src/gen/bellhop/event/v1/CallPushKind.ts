// Original file: proto/bellhop/event/v1/offline_recipients.proto

/**
 * What a push of a call is for.
 */
export const CallPushKind = {
  /**
   * Never sent.
   */
  CALL_PUSH_KIND_UNSPECIFIED: 'CALL_PUSH_KIND_UNSPECIFIED',
  /**
   * The phone rings.
   */
  CALL_PUSH_KIND_RING: 'CALL_PUSH_KIND_RING',
  /**
   * The call is over and was missed: takes the ringing notification away, or puts "missed call" in its place.
   */
  CALL_PUSH_KIND_MISSED: 'CALL_PUSH_KIND_MISSED',
  /**
   * The user has answered on another device: takes the ringing notification away.
   */
  CALL_PUSH_KIND_ANSWERED: 'CALL_PUSH_KIND_ANSWERED',
} as const;

/**
 * What a push of a call is for.
 */
export type CallPushKindInput =
  /**
   * Never sent.
   */
  | 'CALL_PUSH_KIND_UNSPECIFIED'
  | 0
  /**
   * The phone rings.
   */
  | 'CALL_PUSH_KIND_RING'
  | 1
  /**
   * The call is over and was missed: takes the ringing notification away, or puts "missed call" in its place.
   */
  | 'CALL_PUSH_KIND_MISSED'
  | 2
  /**
   * The user has answered on another device: takes the ringing notification away.
   */
  | 'CALL_PUSH_KIND_ANSWERED'
  | 3

/**
 * What a push of a call is for.
 */
export type CallPushKind = typeof CallPushKind[keyof typeof CallPushKind]
