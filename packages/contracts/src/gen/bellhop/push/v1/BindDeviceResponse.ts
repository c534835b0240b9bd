// Original file: proto/bellhop/push/v1/device_service.proto


/**
 * Response of BindDevice.
 */
export interface BindDeviceResponseInput {
  /**
   * PushID of the device; empty when it has not registered for push.
   */
  'pushId'?: (string);
}

/**
 * Response of BindDevice.
 */
export interface BindDeviceResponse {
  /**
   * PushID of the device; empty when it has not registered for push.
   */
  'pushId': (string);
}
