// Original file: proto/bellhop/push/v1/device_service.proto


/**
 * Response of RegisterDevice.
 */
export interface RegisterDeviceResponseInput {
  /**
   * The device's push address. Opaque; never contains the vendor's token.
   */
  'pushId'?: (string);
}

/**
 * Response of RegisterDevice.
 */
export interface RegisterDeviceResponse {
  /**
   * The device's push address. Opaque; never contains the vendor's token.
   */
  'pushId': (string);
}
