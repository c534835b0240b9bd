// Original file: proto/bellhop/push/v1/target_service.proto

/**
 * Whether a push may leave, or why not.
 */
export const TargetState = {
  /**
   * Never sent.
   */
  TARGET_STATE_UNSPECIFIED: 'TARGET_STATE_UNSPECIFIED',
  /**
   * All is as it was.
   */
  TARGET_STATE_GOOD: 'TARGET_STATE_GOOD',
  /**
   * The user is no longer logged in on the device: logged out, ended, or another user logged in.
   */
  TARGET_STATE_NOT_BOUND: 'TARGET_STATE_NOT_BOUND',
  /**
   * The device has another token, or none.
   */
  TARGET_STATE_TOKEN_CHANGED: 'TARGET_STATE_TOKEN_CHANGED',
  /**
   * The user has left the group.
   */
  TARGET_STATE_NOT_A_MEMBER: 'TARGET_STATE_NOT_A_MEMBER',
  /**
   * The user has synced the message on some device, or this device has it and its app was not in the background.
   */
  TARGET_STATE_READ: 'TARGET_STATE_READ',
  /**
   * The user is not rung by the call any more: answered, cancelled, timed out or ended.
   */
  TARGET_STATE_SILENCED: 'TARGET_STATE_SILENCED',
  /**
   * What would end the ringing came too late: the user has been invited again, and the call rings.
   */
  TARGET_STATE_RINGING_AGAIN: 'TARGET_STATE_RINGING_AGAIN',
  /**
   * The user muted the conversation meanwhile.
   */
  TARGET_STATE_MUTED: 'TARGET_STATE_MUTED',
  /**
   * One of the user's quiet hours has begun.
   */
  TARGET_STATE_QUIET_HOURS: 'TARGET_STATE_QUIET_HOURS',
  /**
   * The message was revoked meanwhile.
   */
  TARGET_STATE_REVOKED: 'TARGET_STATE_REVOKED',
  /**
   * A counted notification of its burst has left meanwhile, which stands for it, too: shown now, it would take that one's place.
   */
  TARGET_STATE_TOLD: 'TARGET_STATE_TOLD',
  /**
   * The user has come online on a platform that silences the device's.
   */
  TARGET_STATE_QUIET_PLATFORM: 'TARGET_STATE_QUIET_PLATFORM',
  /**
   * What has left for the device since has its place on the screen, and would be replaced by it: a newer push with its collapse key, or a message with which another
   * burst of the conversation began.
   */
  TARGET_STATE_REPLACED: 'TARGET_STATE_REPLACED',
  /**
   * The push is for devices that are not connected, and the device is by now. Only said of what only_offline is said of.
   */
  TARGET_STATE_CONNECTED: 'TARGET_STATE_CONNECTED',
} as const;

/**
 * Whether a push may leave, or why not.
 */
export type TargetStateInput =
  /**
   * Never sent.
   */
  | 'TARGET_STATE_UNSPECIFIED'
  | 0
  /**
   * All is as it was.
   */
  | 'TARGET_STATE_GOOD'
  | 1
  /**
   * The user is no longer logged in on the device: logged out, ended, or another user logged in.
   */
  | 'TARGET_STATE_NOT_BOUND'
  | 2
  /**
   * The device has another token, or none.
   */
  | 'TARGET_STATE_TOKEN_CHANGED'
  | 3
  /**
   * The user has left the group.
   */
  | 'TARGET_STATE_NOT_A_MEMBER'
  | 4
  /**
   * The user has synced the message on some device, or this device has it and its app was not in the background.
   */
  | 'TARGET_STATE_READ'
  | 5
  /**
   * The user is not rung by the call any more: answered, cancelled, timed out or ended.
   */
  | 'TARGET_STATE_SILENCED'
  | 6
  /**
   * What would end the ringing came too late: the user has been invited again, and the call rings.
   */
  | 'TARGET_STATE_RINGING_AGAIN'
  | 7
  /**
   * The user muted the conversation meanwhile.
   */
  | 'TARGET_STATE_MUTED'
  | 8
  /**
   * One of the user's quiet hours has begun.
   */
  | 'TARGET_STATE_QUIET_HOURS'
  | 9
  /**
   * The message was revoked meanwhile.
   */
  | 'TARGET_STATE_REVOKED'
  | 10
  /**
   * A counted notification of its burst has left meanwhile, which stands for it, too: shown now, it would take that one's place.
   */
  | 'TARGET_STATE_TOLD'
  | 11
  /**
   * The user has come online on a platform that silences the device's.
   */
  | 'TARGET_STATE_QUIET_PLATFORM'
  | 12
  /**
   * What has left for the device since has its place on the screen, and would be replaced by it: a newer push with its collapse key, or a message with which another
   * burst of the conversation began.
   */
  | 'TARGET_STATE_REPLACED'
  | 13
  /**
   * The push is for devices that are not connected, and the device is by now. Only said of what only_offline is said of.
   */
  | 'TARGET_STATE_CONNECTED'
  | 14

/**
 * Whether a push may leave, or why not.
 */
export type TargetState = typeof TargetState[keyof typeof TargetState]
