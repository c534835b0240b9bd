// Original file: proto/bellhop/direct/v1/push_service.proto

/**
 * Why a call about a push was refused.
 */
export const PushRefusal = {
  /**
   * It was not.
   */
  PUSH_REFUSAL_UNSPECIFIED: 'PUSH_REFUSAL_UNSPECIFIED',
  /**
   * Another push was accepted under this idempotency key.
   */
  PUSH_REFUSAL_IDEMPOTENCY_KEY_CONFLICT: 'PUSH_REFUSAL_IDEMPOTENCY_KEY_CONFLICT',
  /**
   * There is no such push, or it left, or was cancelled, more than 7 days ago.
   */
  PUSH_REFUSAL_PUSH_NOT_FOUND: 'PUSH_REFUSAL_PUSH_NOT_FOUND',
  /**
   * The push has left, or is leaving.
   */
  PUSH_REFUSAL_PUSH_ALREADY_SENT: 'PUSH_REFUSAL_PUSH_ALREADY_SENT',
  /**
   * So many pushes of the app wait already as may, 10,000.
   */
  PUSH_REFUSAL_TOO_MANY_SCHEDULED: 'PUSH_REFUSAL_TOO_MANY_SCHEDULED',
} as const;

/**
 * Why a call about a push was refused.
 */
export type PushRefusalInput =
  /**
   * It was not.
   */
  | 'PUSH_REFUSAL_UNSPECIFIED'
  | 0
  /**
   * Another push was accepted under this idempotency key.
   */
  | 'PUSH_REFUSAL_IDEMPOTENCY_KEY_CONFLICT'
  | 1
  /**
   * There is no such push, or it left, or was cancelled, more than 7 days ago.
   */
  | 'PUSH_REFUSAL_PUSH_NOT_FOUND'
  | 2
  /**
   * The push has left, or is leaving.
   */
  | 'PUSH_REFUSAL_PUSH_ALREADY_SENT'
  | 3
  /**
   * So many pushes of the app wait already as may, 10,000.
   */
  | 'PUSH_REFUSAL_TOO_MANY_SCHEDULED'
  | 4

/**
 * Why a call about a push was refused.
 */
export type PushRefusal = typeof PushRefusal[keyof typeof PushRefusal]
