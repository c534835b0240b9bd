// Original file: proto/bellhop/push/v1/device_service.proto


/**
 * Response of UnregisterDevice.
 */
export interface UnregisterDeviceResponseInput {
  /**
   * Whether there was something to stop.
   */
  'unregistered'?: (boolean);
}

/**
 * Response of UnregisterDevice.
 */
export interface UnregisterDeviceResponse {
  /**
   * Whether there was something to stop.
   */
  'unregistered': (boolean);
}
