// Original file: proto/bellhop/im/v1/message_service.proto

import type { OutgoingMessageInput as _bellhop_im_v1_OutgoingMessageInput, OutgoingMessage as _bellhop_im_v1_OutgoingMessage } from '../../../bellhop/im/v1/OutgoingMessage.ts';

/**
 * Request of DryRunMessage.
 */
export interface DryRunMessageRequestInput {
  /**
   * The app (tenant) the API key belongs to.
   */
  'app'?: (string);
  /**
   * The message.
   */
  'message'?: (_bellhop_im_v1_OutgoingMessageInput | null);
  /**
   * How many recipients a page has, 1..1,000; 0 = 1,000. Of a group message with targets a page may have fewer, and even none.
   */
  'pageSize'?: (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken'?: (string);
}

/**
 * Request of DryRunMessage.
 */
export interface DryRunMessageRequest {
  /**
   * The app (tenant) the API key belongs to.
   */
  'app': (string);
  /**
   * The message.
   */
  'message': (_bellhop_im_v1_OutgoingMessage | null);
  /**
   * How many recipients a page has, 1..1,000; 0 = 1,000. Of a group message with targets a page may have fewer, and even none.
   */
  'pageSize': (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken': (string);
}
