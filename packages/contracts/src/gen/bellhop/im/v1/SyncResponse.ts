// Original file: proto/bellhop/im/v1/sync_service.proto

import type { StoredMessageInput as _bellhop_im_v1_StoredMessageInput, StoredMessage as _bellhop_im_v1_StoredMessage } from '../../../bellhop/im/v1/StoredMessage.ts';

/**
 * Response of Sync.
 */
export interface SyncResponseInput {
  /**
   * The page.
   */
  'messages'?: (_bellhop_im_v1_StoredMessageInput)[];
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken'?: (string);
}

/**
 * Response of Sync.
 */
export interface SyncResponse {
  /**
   * The page.
   */
  'messages': (_bellhop_im_v1_StoredMessage)[];
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken': (string);
}
