// Original file: proto/bellhop/im/v1/conversation_service.proto

import type { ConversationRefusalInput as _bellhop_im_v1_ConversationRefusalInput, ConversationRefusal as _bellhop_im_v1_ConversationRefusal } from '../../../bellhop/im/v1/ConversationRefusal.ts';

/**
 * Response of ListMessageReaders. Members who joined later, and those who have left, are not counted.
 */
export interface ListMessageReadersResponseInput {
  /**
   * Set when refused.
   */
  'refusal'?: (_bellhop_im_v1_ConversationRefusalInput);
  /**
   * How many have read it.
   */
  'readCount'?: (number);
  /**
   * How many have received it or will: all to whom it was sent and who are members.
   */
  'receiverCount'?: (number);
  /**
   * The page of those who have read it, by user id.
   */
  'userIds'?: (string)[];
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken'?: (string);
}

/**
 * Response of ListMessageReaders. Members who joined later, and those who have left, are not counted.
 */
export interface ListMessageReadersResponse {
  /**
   * Set when refused.
   */
  'refusal': (_bellhop_im_v1_ConversationRefusal);
  /**
   * How many have read it.
   */
  'readCount': (number);
  /**
   * How many have received it or will: all to whom it was sent and who are members.
   */
  'receiverCount': (number);
  /**
   * The page of those who have read it, by user id.
   */
  'userIds': (string)[];
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken': (string);
}
