// Original file: proto/bellhop/push/v1/push_result.proto

/**
 * How a push stands with one target. Before it leaves only what devices lack is known; what users want is looked at when it leaves.
 */
export const PushTargetState = {
  /**
   * Never sent.
   */
  PUSH_TARGET_STATE_UNSPECIFIED: 'PUSH_TARGET_STATE_UNSPECIFIED',
  /**
   * At least one device can be pushed to when it is due.
   */
  PUSH_TARGET_STATE_ACCEPTED: 'PUSH_TARGET_STATE_ACCEPTED',
  /**
   * A push was made for at least one device.
   */
  PUSH_TARGET_STATE_PUSHED: 'PUSH_TARGET_STATE_PUSHED',
  /**
   * No device can be pushed to, or was: `devices` says why.
   */
  PUSH_TARGET_STATE_NOT_PUSHED: 'PUSH_TARGET_STATE_NOT_PUSHED',
  /**
   * The app has no device with this PushID.
   */
  PUSH_TARGET_STATE_UNKNOWN_PUSH_ID: 'PUSH_TARGET_STATE_UNKNOWN_PUSH_ID',
  /**
   * Nobody is logged in on the device with this PushID.
   */
  PUSH_TARGET_STATE_NOT_BOUND: 'PUSH_TARGET_STATE_NOT_BOUND',
  /**
   * The user has no device that is registered for push.
   */
  PUSH_TARGET_STATE_NO_DEVICE: 'PUSH_TARGET_STATE_NO_DEVICE',
  /**
   * The push was cancelled before it left.
   */
  PUSH_TARGET_STATE_CANCELLED: 'PUSH_TARGET_STATE_CANCELLED',
} as const;

/**
 * How a push stands with one target. Before it leaves only what devices lack is known; what users want is looked at when it leaves.
 */
export type PushTargetStateInput =
  /**
   * Never sent.
   */
  | 'PUSH_TARGET_STATE_UNSPECIFIED'
  | 0
  /**
   * At least one device can be pushed to when it is due.
   */
  | 'PUSH_TARGET_STATE_ACCEPTED'
  | 1
  /**
   * A push was made for at least one device.
   */
  | 'PUSH_TARGET_STATE_PUSHED'
  | 2
  /**
   * No device can be pushed to, or was: `devices` says why.
   */
  | 'PUSH_TARGET_STATE_NOT_PUSHED'
  | 3
  /**
   * The app has no device with this PushID.
   */
  | 'PUSH_TARGET_STATE_UNKNOWN_PUSH_ID'
  | 4
  /**
   * Nobody is logged in on the device with this PushID.
   */
  | 'PUSH_TARGET_STATE_NOT_BOUND'
  | 5
  /**
   * The user has no device that is registered for push.
   */
  | 'PUSH_TARGET_STATE_NO_DEVICE'
  | 6
  /**
   * The push was cancelled before it left.
   */
  | 'PUSH_TARGET_STATE_CANCELLED'
  | 7

/**
 * How a push stands with one target. Before it leaves only what devices lack is known; what users want is looked at when it leaves.
 */
export type PushTargetState = typeof PushTargetState[keyof typeof PushTargetState]
