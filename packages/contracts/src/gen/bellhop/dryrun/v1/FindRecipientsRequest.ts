// Original file: proto/bellhop/dryrun/v1/recipient_service.proto

import type { MessageAcceptedInput as _bellhop_event_v1_MessageAcceptedInput, MessageAccepted as _bellhop_event_v1_MessageAccepted } from '../../../bellhop/event/v1/MessageAccepted.ts';

/**
 * Request of FindRecipients.
 */
export interface FindRecipientsRequestInput {
  /**
   * The message.
   */
  'message'?: (_bellhop_event_v1_MessageAcceptedInput | null);
  /**
   * Size of a page, 1..1,000; 0 = 1,000.
   */
  'pageSize'?: (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken'?: (string);
}

/**
 * Request of FindRecipients.
 */
export interface FindRecipientsRequest {
  /**
   * The message.
   */
  'message': (_bellhop_event_v1_MessageAccepted | null);
  /**
   * Size of a page, 1..1,000; 0 = 1,000.
   */
  'pageSize': (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken': (string);
}
