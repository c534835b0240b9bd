// Original file: proto/bellhop/push/v1/device_service.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Request of UnbindDevice.
 */
export interface UnbindDeviceRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The device.
   */
  'deviceId'?: (string);
  /**
   * The user who logged out.
   */
  'userId'?: (string);
  /**
   * Number of the login that ends: a later login of the user on the device stays. 0 = whatever login.
   */
  'loginNumber'?: (number | string | Long);
}

/**
 * Request of UnbindDevice.
 */
export interface UnbindDeviceRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The device.
   */
  'deviceId': (string);
  /**
   * The user who logged out.
   */
  'userId': (string);
  /**
   * Number of the login that ends: a later login of the user on the device stays. 0 = whatever login.
   */
  'loginNumber': (number);
}
