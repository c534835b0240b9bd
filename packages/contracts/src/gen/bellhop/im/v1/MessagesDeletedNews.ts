// Original file: proto/bellhop/im/v1/delivery_service.proto

import type { Long } from '@grpc/proto-loader';

/**
 * A user has deleted messages for themselves.
 */
export interface MessagesDeletedNewsInput {
  /**
   * These; empty = the conversation.
   */
  'messageIds'?: (string)[];
  /**
   * Of the conversation: everything up to this sequence.
   */
  'upToSeq'?: (number | string | Long);
}

/**
 * A user has deleted messages for themselves.
 */
export interface MessagesDeletedNews {
  /**
   * These; empty = the conversation.
   */
  'messageIds': (string)[];
  /**
   * Of the conversation: everything up to this sequence.
   */
  'upToSeq': (number);
}
