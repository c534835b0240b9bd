// Original file: proto/bellhop/push/v1/user_device_service.proto


/**
 * Request of EndUserDevices.
 */
export interface EndUserDevicesRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The user.
   */
  'userId'?: (string);
  /**
   * At most 100 devices; empty = every device of the user.
   */
  'deviceIds'?: (string)[];
}

/**
 * Request of EndUserDevices.
 */
export interface EndUserDevicesRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The user.
   */
  'userId': (string);
  /**
   * At most 100 devices; empty = every device of the user.
   */
  'deviceIds': (string)[];
}
