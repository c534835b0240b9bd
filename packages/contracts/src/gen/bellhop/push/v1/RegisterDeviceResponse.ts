// Original file: proto/bellhop/push/v1/device_service.proto


/**
 * Response of RegisterDevice.
 */
export interface RegisterDeviceResponseInput {
  /**
   * The device's push address. Opaque; never contains the vendor's token. Empty when the user is not logged in on the device (any
   * more): then nothing was registered.
   */
  'pushId'?: (string);
}

/**
 * Response of RegisterDevice.
 */
export interface RegisterDeviceResponse {
  /**
   * The device's push address. Opaque; never contains the vendor's token. Empty when the user is not logged in on the device (any
   * more): then nothing was registered.
   */
  'pushId': (string);
}
