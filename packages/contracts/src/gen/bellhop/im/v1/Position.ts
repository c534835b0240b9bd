// Original file: proto/bellhop/im/v1/sync_service.proto

import type { Long } from '@grpc/proto-loader';

/**
 * A place in a conversation.
 */
export interface PositionInput {
  /**
   * The conversation.
   */
  'conversationId'?: (string);
  /**
   * Everything up to and including this sequence.
   */
  'seq'?: (number | string | Long);
}

/**
 * A place in a conversation.
 */
export interface Position {
  /**
   * The conversation.
   */
  'conversationId': (string);
  /**
   * Everything up to and including this sequence.
   */
  'seq': (number);
}
