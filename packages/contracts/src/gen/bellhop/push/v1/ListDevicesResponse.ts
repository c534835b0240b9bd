// Original file: proto/bellhop/push/v1/user_device_service.proto

import type { DeviceInput as _bellhop_push_v1_DeviceInput, Device as _bellhop_push_v1_Device } from '../../../bellhop/push/v1/Device.ts';

/**
 * Response of ListDevices.
 */
export interface ListDevicesResponseInput {
  /**
   * Newest registration first.
   */
  'devices'?: (_bellhop_push_v1_DeviceInput)[];
}

/**
 * Response of ListDevices.
 */
export interface ListDevicesResponse {
  /**
   * Newest registration first.
   */
  'devices': (_bellhop_push_v1_Device)[];
}
