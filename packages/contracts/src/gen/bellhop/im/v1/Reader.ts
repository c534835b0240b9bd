// Original file: proto/bellhop/im/v1/sync_service.proto

import type { Long } from '@grpc/proto-loader';

/**
 * A user, a device of theirs, and a message.
 */
export interface ReaderInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The user.
   */
  'userId'?: (string);
  /**
   * The device that would be pushed to.
   */
  'deviceId'?: (string);
  /**
   * The message's conversation.
   */
  'conversationId'?: (string);
  /**
   * The message's position there.
   */
  'seq'?: (number | string | Long);
  /**
   * Group of a group message; empty for a peer message.
   */
  'toGroupId'?: (string);
  /**
   * Id of a call by which they are to be rung; then only that is looked at. Empty = a message.
   */
  'callId'?: (string);
}

/**
 * A user, a device of theirs, and a message.
 */
export interface Reader {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The user.
   */
  'userId': (string);
  /**
   * The device that would be pushed to.
   */
  'deviceId': (string);
  /**
   * The message's conversation.
   */
  'conversationId': (string);
  /**
   * The message's position there.
   */
  'seq': (number);
  /**
   * Group of a group message; empty for a peer message.
   */
  'toGroupId': (string);
  /**
   * Id of a call by which they are to be rung; then only that is looked at. Empty = a message.
   */
  'callId': (string);
}
