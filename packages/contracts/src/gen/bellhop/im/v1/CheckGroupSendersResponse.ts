// Original file: proto/bellhop/im/v1/sync_service.proto

import type { SendPermissionInput as _bellhop_im_v1_SendPermissionInput, SendPermission as _bellhop_im_v1_SendPermission } from '../../../bellhop/im/v1/SendPermission.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * Response of CheckGroupSenders.
 */
export interface CheckGroupSendersResponseInput {
  /**
   * One per pair, in request order.
   */
  'permissions'?: (_bellhop_im_v1_SendPermissionInput)[];
  /**
   * One per pair: of MUTED, when it ends by itself, Unix ms; 0 = it does not. Empty when none is muted.
   */
  'muteUntilMs'?: (number | string | Long)[];
  /**
   * One per pair: whether they may mention everybody so that it notifies whoever muted the group, as the owner and admins may.
   */
  'mayNotifyAll'?: (boolean)[];
}

/**
 * Response of CheckGroupSenders.
 */
export interface CheckGroupSendersResponse {
  /**
   * One per pair, in request order.
   */
  'permissions': (_bellhop_im_v1_SendPermission)[];
  /**
   * One per pair: of MUTED, when it ends by itself, Unix ms; 0 = it does not. Empty when none is muted.
   */
  'muteUntilMs': (number)[];
  /**
   * One per pair: whether they may mention everybody so that it notifies whoever muted the group, as the owner and admins may.
   */
  'mayNotifyAll': (boolean)[];
}
