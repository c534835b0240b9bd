// Original file: proto/bellhop/im/v1/message_service.proto

import type { Long } from '@grpc/proto-loader';

/**
 * The message has been accepted.
 */
export interface AcceptedMessageInput {
  /**
   * Id of the message: the key of its trace.
   */
  'messageId'?: (string);
  /**
   * When it was accepted, Unix ms.
   */
  'acceptedAtMs'?: (number | string | Long);
}

/**
 * The message has been accepted.
 */
export interface AcceptedMessage {
  /**
   * Id of the message: the key of its trace.
   */
  'messageId': (string);
  /**
   * When it was accepted, Unix ms.
   */
  'acceptedAtMs': (number);
}
