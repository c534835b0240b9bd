// Original file: proto/bellhop/im/v1/sync_service.proto

import type { GroupSenderInput as _bellhop_im_v1_GroupSenderInput, GroupSender as _bellhop_im_v1_GroupSender } from '../../../bellhop/im/v1/GroupSender.ts';

/**
 * Request of CheckGroupSenders.
 */
export interface CheckGroupSendersRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * At most 500 pairs.
   */
  'senders'?: (_bellhop_im_v1_GroupSenderInput)[];
}

/**
 * Request of CheckGroupSenders.
 */
export interface CheckGroupSendersRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * At most 500 pairs.
   */
  'senders': (_bellhop_im_v1_GroupSender)[];
}
