// Original file: proto/bellhop/push/v1/device_service.proto

import type { VendorInput as _bellhop_push_v1_VendorInput, Vendor as _bellhop_push_v1_Vendor } from '../../../bellhop/push/v1/Vendor.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * A registered device.
 */
export interface DeviceInput {
  /**
   * The device.
   */
  'deviceId'?: (string);
  /**
   * Its push address.
   */
  'pushId'?: (string);
  /**
   * Its vendor.
   */
  'vendor'?: (_bellhop_push_v1_VendorInput);
  /**
   * Its platform.
   */
  'platform'?: (string);
  /**
   * Whether it has a token the vendor has not called invalid.
   */
  'hasToken'?: (boolean);
  /**
   * When it registered last, Unix ms.
   */
  'registeredAtMs'?: (number | string | Long);
}

/**
 * A registered device.
 */
export interface Device {
  /**
   * The device.
   */
  'deviceId': (string);
  /**
   * Its push address.
   */
  'pushId': (string);
  /**
   * Its vendor.
   */
  'vendor': (_bellhop_push_v1_Vendor);
  /**
   * Its platform.
   */
  'platform': (string);
  /**
   * Whether it has a token the vendor has not called invalid.
   */
  'hasToken': (boolean);
  /**
   * When it registered last, Unix ms.
   */
  'registeredAtMs': (number);
}
