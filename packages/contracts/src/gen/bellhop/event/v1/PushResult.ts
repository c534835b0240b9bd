// Original file: proto/bellhop/event/v1/push_outcomes.proto

/**
 * Outcomes of an attempt.
 */
export const PushResult = {
  /**
   * Never sent.
   */
  PUSH_RESULT_UNSPECIFIED: 'PUSH_RESULT_UNSPECIFIED',
  /**
   * The vendor took it.
   */
  PUSH_RESULT_ACCEPTED: 'PUSH_RESULT_ACCEPTED',
  /**
   * Unregistered or of another app; the token is cleared.
   */
  PUSH_RESULT_INVALID_TOKEN: 'PUSH_RESULT_INVALID_TOKEN',
  /**
   * The vendor refuses the content; dead letter.
   */
  PUSH_RESULT_REJECTED: 'PUSH_RESULT_REJECTED',
  /**
   * Too fast; tried again.
   */
  PUSH_RESULT_THROTTLED: 'PUSH_RESULT_THROTTLED',
  /**
   * The day's quota is used up.
   */
  PUSH_RESULT_QUOTA_EXHAUSTED: 'PUSH_RESULT_QUOTA_EXHAUSTED',
  /**
   * Credentials or permissions are wrong; a person must act.
   */
  PUSH_RESULT_MISCONFIGURED: 'PUSH_RESULT_MISCONFIGURED',
  /**
   * Network, timeout, 5xx; tried again.
   */
  PUSH_RESULT_UNAVAILABLE: 'PUSH_RESULT_UNAVAILABLE',
  /**
   * The time to live ended before a vendor took it.
   */
  PUSH_RESULT_EXPIRED: 'PUSH_RESULT_EXPIRED',
  /**
   * What had to hold for it no longer held before a later attempt: it was not sent.
   */
  PUSH_RESULT_SUPERSEDED: 'PUSH_RESULT_SUPERSEDED',
  /**
   * The vendor calls the token invalid, and the credential has not shown yet that it is right: the token stays, tried again.
   */
  PUSH_RESULT_TOKEN_HELD: 'PUSH_RESULT_TOKEN_HELD',
} as const;

/**
 * Outcomes of an attempt.
 */
export type PushResultInput =
  /**
   * Never sent.
   */
  | 'PUSH_RESULT_UNSPECIFIED'
  | 0
  /**
   * The vendor took it.
   */
  | 'PUSH_RESULT_ACCEPTED'
  | 1
  /**
   * Unregistered or of another app; the token is cleared.
   */
  | 'PUSH_RESULT_INVALID_TOKEN'
  | 2
  /**
   * The vendor refuses the content; dead letter.
   */
  | 'PUSH_RESULT_REJECTED'
  | 3
  /**
   * Too fast; tried again.
   */
  | 'PUSH_RESULT_THROTTLED'
  | 4
  /**
   * The day's quota is used up.
   */
  | 'PUSH_RESULT_QUOTA_EXHAUSTED'
  | 5
  /**
   * Credentials or permissions are wrong; a person must act.
   */
  | 'PUSH_RESULT_MISCONFIGURED'
  | 6
  /**
   * Network, timeout, 5xx; tried again.
   */
  | 'PUSH_RESULT_UNAVAILABLE'
  | 7
  /**
   * The time to live ended before a vendor took it.
   */
  | 'PUSH_RESULT_EXPIRED'
  | 8
  /**
   * What had to hold for it no longer held before a later attempt: it was not sent.
   */
  | 'PUSH_RESULT_SUPERSEDED'
  | 20
  /**
   * The vendor calls the token invalid, and the credential has not shown yet that it is right: the token stays, tried again.
   */
  | 'PUSH_RESULT_TOKEN_HELD'
  | 21

/**
 * Outcomes of an attempt.
 */
export type PushResult = typeof PushResult[keyof typeof PushResult]
