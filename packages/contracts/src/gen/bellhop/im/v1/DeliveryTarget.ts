// Original file: proto/bellhop/im/v1/delivery_service.proto


/**
 * One device's connection.
 */
export interface DeliveryTargetInput {
  /**
   * The user.
   */
  'userId'?: (string);
  /**
   * The device.
   */
  'deviceId'?: (string);
}

/**
 * One device's connection.
 */
export interface DeliveryTarget {
  /**
   * The user.
   */
  'userId': (string);
  /**
   * The device.
   */
  'deviceId': (string);
}
