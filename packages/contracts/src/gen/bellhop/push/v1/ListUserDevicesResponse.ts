// Original file: proto/bellhop/push/v1/device_service.proto

import type { DeviceInput as _bellhop_push_v1_DeviceInput, Device as _bellhop_push_v1_Device } from '../../../bellhop/push/v1/Device.ts';

/**
 * Response of ListUserDevices.
 */
export interface ListUserDevicesResponseInput {
  /**
   * At most 100 devices, newest registration first.
   */
  'devices'?: (_bellhop_push_v1_DeviceInput)[];
}

/**
 * Response of ListUserDevices.
 */
export interface ListUserDevicesResponse {
  /**
   * At most 100 devices, newest registration first.
   */
  'devices': (_bellhop_push_v1_Device)[];
}
