// Original file: proto/bellhop/push/v1/device_service.proto


/**
 * Request of UpdateDevice.
 */
export interface UpdateDeviceRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The device.
   */
  'deviceId'?: (string);
  /**
   * Its secret.
   */
  'deviceSecret'?: (string);
  /**
   * User who has logged out on it: their binding is cleared. Empty = nobody has. Another user's binding stays.
   */
  'logoutUserId'?: (string);
  /**
   * No more pushes to the device until it registers again.
   */
  'unregisterPush'?: (boolean);
}

/**
 * Request of UpdateDevice.
 */
export interface UpdateDeviceRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The device.
   */
  'deviceId': (string);
  /**
   * Its secret.
   */
  'deviceSecret': (string);
  /**
   * User who has logged out on it: their binding is cleared. Empty = nobody has. Another user's binding stays.
   */
  'logoutUserId': (string);
  /**
   * No more pushes to the device until it registers again.
   */
  'unregisterPush': (boolean);
}
