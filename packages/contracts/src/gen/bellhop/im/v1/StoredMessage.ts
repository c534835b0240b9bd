// Original file: proto/bellhop/im/v1/content.proto

import type { CustomContentInput as _bellhop_im_v1_CustomContentInput, CustomContent as _bellhop_im_v1_CustomContent } from '../../../bellhop/im/v1/CustomContent.ts';
import type { MissedCallInput as _bellhop_im_v1_MissedCallInput, MissedCall as _bellhop_im_v1_MissedCall } from '../../../bellhop/im/v1/MissedCall.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * A stored message as receivers see it.
 */
export interface StoredMessageInput {
  /**
   * UUID of the message, unique in the app; derived from sender, conversation and local id, so a retry has the same one.
   */
  'messageId'?: (string);
  /**
   * Conversation the message is stored in: "peer/<user>/<user>" (sorted) or "group/<group>".
   */
  'conversationId'?: (string);
  /**
   * Position in the conversation: 1, 2, 3 … without gaps.
   */
  'seq'?: (number | string | Long);
  /**
   * User who sent it.
   */
  'senderUserId'?: (string);
  /**
   * Receiver of a peer message; empty for a group message.
   */
  'toUserId'?: (string);
  /**
   * Group of a group message; empty for a peer message.
   */
  'toGroupId'?: (string);
  /**
   * Id that the sending client chose, at most 64 characters. Empty when it chose none.
   */
  'localId'?: (string);
  /**
   * Text, at most 32,768 UTF-8 bytes (2,048 by default, per app).
   */
  'text'?: (string);
  /**
   * A message of the app's own type.
   */
  'custom'?: (_bellhop_im_v1_CustomContentInput | null);
  /**
   * When the gateway accepted it, Unix ms.
   */
  'acceptedAtMs'?: (number | string | Long);
  /**
   * The receiver missed a call of the sender.
   */
  'missedCall'?: (_bellhop_im_v1_MissedCallInput | null);
  /**
   * What was written.
   */
  'content'?: "text"|"custom"|"missedCall";
}

/**
 * A stored message as receivers see it.
 */
export interface StoredMessage {
  /**
   * UUID of the message, unique in the app; derived from sender, conversation and local id, so a retry has the same one.
   */
  'messageId': (string);
  /**
   * Conversation the message is stored in: "peer/<user>/<user>" (sorted) or "group/<group>".
   */
  'conversationId': (string);
  /**
   * Position in the conversation: 1, 2, 3 … without gaps.
   */
  'seq': (number);
  /**
   * User who sent it.
   */
  'senderUserId': (string);
  /**
   * Receiver of a peer message; empty for a group message.
   */
  'toUserId': (string);
  /**
   * Group of a group message; empty for a peer message.
   */
  'toGroupId': (string);
  /**
   * Id that the sending client chose, at most 64 characters. Empty when it chose none.
   */
  'localId': (string);
  /**
   * Text, at most 32,768 UTF-8 bytes (2,048 by default, per app).
   */
  'text'?: (string);
  /**
   * A message of the app's own type.
   */
  'custom'?: (_bellhop_im_v1_CustomContent | null);
  /**
   * When the gateway accepted it, Unix ms.
   */
  'acceptedAtMs': (number);
  /**
   * The receiver missed a call of the sender.
   */
  'missedCall'?: (_bellhop_im_v1_MissedCall | null);
  /**
   * What was written.
   */
  'content'?: "text"|"custom"|"missedCall";
}
