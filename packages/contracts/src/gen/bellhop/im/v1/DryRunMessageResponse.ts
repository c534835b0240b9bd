// Original file: proto/bellhop/im/v1/message_service.proto

import type { PushTargetResultInput as _bellhop_push_v1_PushTargetResultInput, PushTargetResult as _bellhop_push_v1_PushTargetResult } from '../../../bellhop/push/v1/PushTargetResult.ts';
import type { RefusedMessageInput as _bellhop_im_v1_RefusedMessageInput, RefusedMessage as _bellhop_im_v1_RefusedMessage } from '../../../bellhop/im/v1/RefusedMessage.ts';

/**
 * Response of DryRunMessage.
 */
export interface DryRunMessageResponseInput {
  /**
   * The recipients of the page, each with all devices.
   */
  'targets'?: (_bellhop_push_v1_PushTargetResultInput)[];
  /**
   * What is decided of the message before any receiver is looked at: "notAsked"; empty when that is nothing.
   */
  'verdict'?: (string);
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken'?: (string);
  /**
   * Set when the message would be refused.
   */
  'refused'?: (_bellhop_im_v1_RefusedMessageInput | null);
}

/**
 * Response of DryRunMessage.
 */
export interface DryRunMessageResponse {
  /**
   * The recipients of the page, each with all devices.
   */
  'targets': (_bellhop_push_v1_PushTargetResult)[];
  /**
   * What is decided of the message before any receiver is looked at: "notAsked"; empty when that is nothing.
   */
  'verdict': (string);
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken': (string);
  /**
   * Set when the message would be refused.
   */
  'refused': (_bellhop_im_v1_RefusedMessage | null);
}
