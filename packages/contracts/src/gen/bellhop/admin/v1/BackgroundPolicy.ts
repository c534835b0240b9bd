// Original file: proto/bellhop/admin/v1/admin_service.proto

/**
 * What is done with messages for a device that is connected and says that its app is in the background.
 */
export const BackgroundPolicy = {
  /**
   * Not said: as it is; of a new app BOTH_WAYS.
   */
  BACKGROUND_POLICY_UNSPECIFIED: 'BACKGROUND_POLICY_UNSPECIFIED',
  /**
   * Pushed, and not delivered over the connection; the device syncs when it comes to the front.
   */
  BACKGROUND_POLICY_PUSH: 'BACKGROUND_POLICY_PUSH',
  /**
   * Delivered over the connection alone; pushed when the device does not acknowledge.
   */
  BACKGROUND_POLICY_CONNECTION: 'BACKGROUND_POLICY_CONNECTION',
  /**
   * Delivered over the connection, and pushed.
   */
  BACKGROUND_POLICY_BOTH_WAYS: 'BACKGROUND_POLICY_BOTH_WAYS',
} as const;

/**
 * What is done with messages for a device that is connected and says that its app is in the background.
 */
export type BackgroundPolicyInput =
  /**
   * Not said: as it is; of a new app BOTH_WAYS.
   */
  | 'BACKGROUND_POLICY_UNSPECIFIED'
  | 0
  /**
   * Pushed, and not delivered over the connection; the device syncs when it comes to the front.
   */
  | 'BACKGROUND_POLICY_PUSH'
  | 1
  /**
   * Delivered over the connection alone; pushed when the device does not acknowledge.
   */
  | 'BACKGROUND_POLICY_CONNECTION'
  | 2
  /**
   * Delivered over the connection, and pushed.
   */
  | 'BACKGROUND_POLICY_BOTH_WAYS'
  | 3

/**
 * What is done with messages for a device that is connected and says that its app is in the background.
 */
export type BackgroundPolicy = typeof BackgroundPolicy[keyof typeof BackgroundPolicy]
