// Original file: proto/bellhop/event/v1/offline_recipients.proto

/**
 * Why a device counts as offline.
 */
export const OfflineReason = {
  /**
   * Never sent.
   */
  OFFLINE_REASON_UNSPECIFIED: 'OFFLINE_REASON_UNSPECIFIED',
  /**
   * It has no live connection.
   */
  OFFLINE_REASON_NO_CONNECTION: 'OFFLINE_REASON_NO_CONNECTION',
  /**
   * It has one but did not acknowledge in time, or the connection was gone when the message came.
   */
  OFFLINE_REASON_NO_ACK: 'OFFLINE_REASON_NO_ACK',
  /**
   * Presence could not say; unknown means push.
   */
  OFFLINE_REASON_PRESENCE_UNKNOWN: 'OFFLINE_REASON_PRESENCE_UNKNOWN',
} as const;

/**
 * Why a device counts as offline.
 */
export type OfflineReasonInput =
  /**
   * Never sent.
   */
  | 'OFFLINE_REASON_UNSPECIFIED'
  | 0
  /**
   * It has no live connection.
   */
  | 'OFFLINE_REASON_NO_CONNECTION'
  | 1
  /**
   * It has one but did not acknowledge in time, or the connection was gone when the message came.
   */
  | 'OFFLINE_REASON_NO_ACK'
  | 2
  /**
   * Presence could not say; unknown means push.
   */
  | 'OFFLINE_REASON_PRESENCE_UNKNOWN'
  | 3

/**
 * Why a device counts as offline.
 */
export type OfflineReason = typeof OfflineReason[keyof typeof OfflineReason]
