// Original file: proto/bellhop/push/v1/device_service.proto


/**
 * Response of UpdateDevice.
 */
export interface UpdateDeviceResponseInput {
  /**
   * Whether the secret is the device's, or there is no such device (any more). If not, nothing was done.
   */
  'proven'?: (boolean);
}

/**
 * Response of UpdateDevice.
 */
export interface UpdateDeviceResponse {
  /**
   * Whether the secret is the device's, or there is no such device (any more). If not, nothing was done.
   */
  'proven': (boolean);
}
