// Original file: proto/bellhop/push/v1/device_service.proto


/**
 * Request of UnbindDevice.
 */
export interface UnbindDeviceRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The device.
   */
  'deviceId'?: (string);
  /**
   * The user who logged out.
   */
  'userId'?: (string);
}

/**
 * Request of UnbindDevice.
 */
export interface UnbindDeviceRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The device.
   */
  'deviceId': (string);
  /**
   * The user who logged out.
   */
  'userId': (string);
}
