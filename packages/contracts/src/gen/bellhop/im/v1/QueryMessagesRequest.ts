// Original file: proto/bellhop/im/v1/conversation_service.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Request of QueryMessages.
 */
export interface QueryMessagesRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * Whose view of the conversation.
   */
  'userId'?: (string);
  /**
   * The conversation.
   */
  'conversationId'?: (string);
  /**
   * Only messages before this sequence; 0 = from the newest on.
   */
  'beforeSeq'?: (number | string | Long);
  /**
   * Only messages from before this time, Unix ms; 0 = of any time.
   */
  'beforeAtMs'?: (number | string | Long);
  /**
   * Messages per page, 1..100; 0 = 50.
   */
  'pageSize'?: (number);
  /**
   * From the previous page; empty = from before_seq or before_at_ms, or from the newest on. Wins over before_seq.
   */
  'pageToken'?: (string);
}

/**
 * Request of QueryMessages.
 */
export interface QueryMessagesRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * Whose view of the conversation.
   */
  'userId': (string);
  /**
   * The conversation.
   */
  'conversationId': (string);
  /**
   * Only messages before this sequence; 0 = from the newest on.
   */
  'beforeSeq': (number);
  /**
   * Only messages from before this time, Unix ms; 0 = of any time.
   */
  'beforeAtMs': (number);
  /**
   * Messages per page, 1..100; 0 = 50.
   */
  'pageSize': (number);
  /**
   * From the previous page; empty = from before_seq or before_at_ms, or from the newest on. Wins over before_seq.
   */
  'pageToken': (string);
}
