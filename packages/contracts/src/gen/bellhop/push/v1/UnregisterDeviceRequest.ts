// Original file: proto/bellhop/push/v1/device_service.proto


/**
 * Request of UnregisterDevice.
 */
export interface UnregisterDeviceRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The device.
   */
  'deviceId'?: (string);
  /**
   * User logged in on the device; a device bound to somebody else is left alone.
   */
  'userId'?: (string);
}

/**
 * Request of UnregisterDevice.
 */
export interface UnregisterDeviceRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The device.
   */
  'deviceId': (string);
  /**
   * User logged in on the device; a device bound to somebody else is left alone.
   */
  'userId': (string);
}
