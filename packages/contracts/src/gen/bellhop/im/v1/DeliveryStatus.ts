// Original file: proto/bellhop/im/v1/delivery_service.proto

/**
 * Final states of a delivery on a device. No answer within the ack timeout counts as offline.
 */
export const DeliveryStatus = {
  /**
   * Never sent.
   */
  DELIVERY_STATUS_UNSPECIFIED: 'DELIVERY_STATUS_UNSPECIFIED',
  /**
   * The client acknowledged the message.
   */
  DELIVERY_STATUS_ACKNOWLEDGED: 'DELIVERY_STATUS_ACKNOWLEDGED',
  /**
   * The gateway does not hold such a connection (any more).
   */
  DELIVERY_STATUS_GONE: 'DELIVERY_STATUS_GONE',
} as const;

/**
 * Final states of a delivery on a device. No answer within the ack timeout counts as offline.
 */
export type DeliveryStatusInput =
  /**
   * Never sent.
   */
  | 'DELIVERY_STATUS_UNSPECIFIED'
  | 0
  /**
   * The client acknowledged the message.
   */
  | 'DELIVERY_STATUS_ACKNOWLEDGED'
  | 1
  /**
   * The gateway does not hold such a connection (any more).
   */
  | 'DELIVERY_STATUS_GONE'
  | 2

/**
 * Final states of a delivery on a device. No answer within the ack timeout counts as offline.
 */
export type DeliveryStatus = typeof DeliveryStatus[keyof typeof DeliveryStatus]
