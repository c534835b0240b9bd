// Original file: proto/bellhop/im/v1/content.proto

import type { Long } from '@grpc/proto-loader';

/**
 * An earlier message of the conversation was revoked. It takes a place in the conversation like any message, so nobody misses it.
 */
export interface RevocationInput {
  /**
   * The message.
   */
  'messageId'?: (string);
  /**
   * Its position in the conversation.
   */
  'seq'?: (number | string | Long);
  /**
   * Who had sent it.
   */
  'senderUserId'?: (string);
}

/**
 * An earlier message of the conversation was revoked. It takes a place in the conversation like any message, so nobody misses it.
 */
export interface Revocation {
  /**
   * The message.
   */
  'messageId': (string);
  /**
   * Its position in the conversation.
   */
  'seq': (number);
  /**
   * Who had sent it.
   */
  'senderUserId': (string);
}
