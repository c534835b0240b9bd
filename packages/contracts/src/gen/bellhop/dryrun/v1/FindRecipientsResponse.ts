// Original file: proto/bellhop/dryrun/v1/recipient_service.proto

import type { OfflineRecipientsInput as _bellhop_event_v1_OfflineRecipientsInput, OfflineRecipients as _bellhop_event_v1_OfflineRecipients } from '../../../bellhop/event/v1/OfflineRecipients.ts';

/**
 * Response of FindRecipients.
 */
export interface FindRecipientsResponseInput {
  /**
   * What push-router would be told; together at most a page of recipients. Empty when nobody of the page receives it, or no push was asked for.
   */
  'events'?: (_bellhop_event_v1_OfflineRecipientsInput)[];
  /**
   * Whether the message asks for pushes, or its app's default push does.
   */
  'asksPush'?: (boolean);
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken'?: (string);
}

/**
 * Response of FindRecipients.
 */
export interface FindRecipientsResponse {
  /**
   * What push-router would be told; together at most a page of recipients. Empty when nobody of the page receives it, or no push was asked for.
   */
  'events': (_bellhop_event_v1_OfflineRecipients)[];
  /**
   * Whether the message asks for pushes, or its app's default push does.
   */
  'asksPush': (boolean);
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken': (string);
}
