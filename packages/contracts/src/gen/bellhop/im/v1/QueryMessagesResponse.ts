// Original file: proto/bellhop/im/v1/conversation_service.proto

import type { ConversationRefusalInput as _bellhop_im_v1_ConversationRefusalInput, ConversationRefusal as _bellhop_im_v1_ConversationRefusal } from '../../../bellhop/im/v1/ConversationRefusal.ts';
import type { StoredMessageInput as _bellhop_im_v1_StoredMessageInput, StoredMessage as _bellhop_im_v1_StoredMessage } from '../../../bellhop/im/v1/StoredMessage.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * Response of QueryMessages.
 */
export interface QueryMessagesResponseInput {
  /**
   * Set when refused.
   */
  'refusal'?: (_bellhop_im_v1_ConversationRefusalInput);
  /**
   * The page, newest first.
   */
  'messages'?: (_bellhop_im_v1_StoredMessageInput)[];
  /**
   * before_seq of the next page; 0 = this was the last.
   */
  'nextBeforeSeq'?: (number | string | Long);
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken'?: (string);
}

/**
 * Response of QueryMessages.
 */
export interface QueryMessagesResponse {
  /**
   * Set when refused.
   */
  'refusal': (_bellhop_im_v1_ConversationRefusal);
  /**
   * The page, newest first.
   */
  'messages': (_bellhop_im_v1_StoredMessage)[];
  /**
   * before_seq of the next page; 0 = this was the last.
   */
  'nextBeforeSeq': (number);
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken': (string);
}
