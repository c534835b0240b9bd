// Original file: proto/bellhop/push/v1/vendor.proto

/**
 * A phone vendor's push service.
 */
export const Vendor = {
  /**
   * Never sent.
   */
  VENDOR_UNSPECIFIED: 'VENDOR_UNSPECIFIED',
  /**
   * Xiaomi MiPush.
   */
  VENDOR_XIAOMI: 'VENDOR_XIAOMI',
  /**
   * Huawei Push Kit (HMS).
   */
  VENDOR_HUAWEI: 'VENDOR_HUAWEI',
  /**
   * OPPO Push (HeyTap).
   */
  VENDOR_OPPO: 'VENDOR_OPPO',
  /**
   * vivo Push.
   */
  VENDOR_VIVO: 'VENDOR_VIVO',
  /**
   * Firebase Cloud Messaging.
   */
  VENDOR_FCM: 'VENDOR_FCM',
} as const;

/**
 * A phone vendor's push service.
 */
export type VendorInput =
  /**
   * Never sent.
   */
  | 'VENDOR_UNSPECIFIED'
  | 0
  /**
   * Xiaomi MiPush.
   */
  | 'VENDOR_XIAOMI'
  | 1
  /**
   * Huawei Push Kit (HMS).
   */
  | 'VENDOR_HUAWEI'
  | 2
  /**
   * OPPO Push (HeyTap).
   */
  | 'VENDOR_OPPO'
  | 3
  /**
   * vivo Push.
   */
  | 'VENDOR_VIVO'
  | 4
  /**
   * Firebase Cloud Messaging.
   */
  | 'VENDOR_FCM'
  | 5

/**
 * A phone vendor's push service.
 */
export type Vendor = typeof Vendor[keyof typeof Vendor]
