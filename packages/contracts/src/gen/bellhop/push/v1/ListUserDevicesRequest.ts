// Original file: proto/bellhop/push/v1/device_service.proto


/**
 * Request of ListUserDevices.
 */
export interface ListUserDevicesRequestInput {
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
 * Request of ListUserDevices.
 */
export interface ListUserDevicesRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The user.
   */
  'userId': (string);
}
