// Original file: proto/bellhop/event/v1/call_changed.proto

/**
 * Why a device stops ringing.
 */
export const SilenceCause = {
  /**
   * Never sent.
   */
  SILENCE_CAUSE_UNSPECIFIED: 'SILENCE_CAUSE_UNSPECIFIED',
  /**
   * The caller took the invitation back, is gone, or the call has ended: a missed call.
   */
  SILENCE_CAUSE_CANCELLED: 'SILENCE_CAUSE_CANCELLED',
  /**
   * Nobody answered in time: a missed call.
   */
  SILENCE_CAUSE_TIMEOUT: 'SILENCE_CAUSE_TIMEOUT',
  /**
   * Answered, with yes or no, on a device of the user.
   */
  SILENCE_CAUSE_ANSWERED: 'SILENCE_CAUSE_ANSWERED',
} as const;

/**
 * Why a device stops ringing.
 */
export type SilenceCauseInput =
  /**
   * Never sent.
   */
  | 'SILENCE_CAUSE_UNSPECIFIED'
  | 0
  /**
   * The caller took the invitation back, is gone, or the call has ended: a missed call.
   */
  | 'SILENCE_CAUSE_CANCELLED'
  | 1
  /**
   * Nobody answered in time: a missed call.
   */
  | 'SILENCE_CAUSE_TIMEOUT'
  | 2
  /**
   * Answered, with yes or no, on a device of the user.
   */
  | 'SILENCE_CAUSE_ANSWERED'
  | 3

/**
 * Why a device stops ringing.
 */
export type SilenceCause = typeof SilenceCause[keyof typeof SilenceCause]
