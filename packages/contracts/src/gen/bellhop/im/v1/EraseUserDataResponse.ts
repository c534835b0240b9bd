// Original file: proto/bellhop/im/v1/user_data_service.proto

import type { ErasedDataInput as _bellhop_im_v1_ErasedDataInput, ErasedData as _bellhop_im_v1_ErasedData } from '../../../bellhop/im/v1/ErasedData.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * Response of EraseUserData.
 */
export interface EraseUserDataResponseInput {
  /**
   * Nothing is left.
   */
  'done'?: (boolean);
  /**
   * What this call has erased.
   */
  'erased'?: (_bellhop_im_v1_ErasedDataInput | null);
  /**
   * Devices on which the user was logged in until now (push-router). Their connections are still to be closed.
   */
  'endedDeviceIds'?: (string)[];
  /**
   * Logins of the user with smaller numbers are over (push-router).
   */
  'loginNumber'?: (number | string | Long);
}

/**
 * Response of EraseUserData.
 */
export interface EraseUserDataResponse {
  /**
   * Nothing is left.
   */
  'done': (boolean);
  /**
   * What this call has erased.
   */
  'erased': (_bellhop_im_v1_ErasedData | null);
  /**
   * Devices on which the user was logged in until now (push-router). Their connections are still to be closed.
   */
  'endedDeviceIds': (string)[];
  /**
   * Logins of the user with smaller numbers are over (push-router).
   */
  'loginNumber': (number);
}
