// Original file: proto/bellhop/im/v1/conversation_service.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Request of MarkConversationRead.
 */
export interface MarkConversationReadRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * Who has read.
   */
  'userId'?: (string);
  /**
   * The conversation.
   */
  'conversationId'?: (string);
  /**
   * Everything up to and including this sequence; beyond the end of the conversation = all of it.
   */
  'seq'?: (number | string | Long);
  /**
   * Device on which it was read: the user's others are told. Empty = none.
   */
  'deviceId'?: (string);
}

/**
 * Request of MarkConversationRead.
 */
export interface MarkConversationReadRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * Who has read.
   */
  'userId': (string);
  /**
   * The conversation.
   */
  'conversationId': (string);
  /**
   * Everything up to and including this sequence; beyond the end of the conversation = all of it.
   */
  'seq': (number);
  /**
   * Device on which it was read: the user's others are told. Empty = none.
   */
  'deviceId': (string);
}
