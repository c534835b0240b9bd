// Original file: proto/bellhop/im/v1/sync_service.proto

import type { SendPermissionInput as _bellhop_im_v1_SendPermissionInput, SendPermission as _bellhop_im_v1_SendPermission } from '../../../bellhop/im/v1/SendPermission.ts';

/**
 * Response of CheckGroupSenders.
 */
export interface CheckGroupSendersResponseInput {
  /**
   * One per pair, in request order.
   */
  'permissions'?: (_bellhop_im_v1_SendPermissionInput)[];
}

/**
 * Response of CheckGroupSenders.
 */
export interface CheckGroupSendersResponse {
  /**
   * One per pair, in request order.
   */
  'permissions': (_bellhop_im_v1_SendPermission)[];
}
