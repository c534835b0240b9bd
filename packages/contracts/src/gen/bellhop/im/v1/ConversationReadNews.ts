// Original file: proto/bellhop/im/v1/delivery_service.proto

import type { Long } from '@grpc/proto-loader';

/**
 * A user has read a conversation.
 */
export interface ConversationReadNewsInput {
  /**
   * The user.
   */
  'userId'?: (string);
  /**
   * Up to this sequence.
   */
  'seq'?: (number | string | Long);
  /**
   * When, Unix ms.
   */
  'atMs'?: (number | string | Long);
}

/**
 * A user has read a conversation.
 */
export interface ConversationReadNews {
  /**
   * The user.
   */
  'userId': (string);
  /**
   * Up to this sequence.
   */
  'seq': (number);
  /**
   * When, Unix ms.
   */
  'atMs': (number);
}
