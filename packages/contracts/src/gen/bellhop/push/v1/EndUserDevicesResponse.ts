// Original file: proto/bellhop/push/v1/user_device_service.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Response of EndUserDevices.
 */
export interface EndUserDevicesResponseInput {
  /**
   * The devices on which the user was logged in until now.
   */
  'deviceIds'?: (string)[];
  /**
   * Logins of the user on these devices with smaller numbers are over.
   */
  'loginNumber'?: (number | string | Long);
}

/**
 * Response of EndUserDevices.
 */
export interface EndUserDevicesResponse {
  /**
   * The devices on which the user was logged in until now.
   */
  'deviceIds': (string)[];
  /**
   * Logins of the user on these devices with smaller numbers are over.
   */
  'loginNumber': (number);
}
