// Original file: proto/bellhop/push/v1/device_service.proto


/**
 * Request of BindDevice.
 */
export interface BindDeviceRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The device.
   */
  'deviceId'?: (string);
  /**
   * The user who logged in.
   */
  'userId'?: (string);
}

/**
 * Request of BindDevice.
 */
export interface BindDeviceRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The device.
   */
  'deviceId': (string);
  /**
   * The user who logged in.
   */
  'userId': (string);
}
