// Original file: proto/bellhop/push/v1/user_device_service.proto


/**
 * Request of ListDevices.
 */
export interface ListDevicesRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The user.
   */
  'userId'?: (string);
}

/**
 * Request of ListDevices.
 */
export interface ListDevicesRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The user.
   */
  'userId': (string);
}
