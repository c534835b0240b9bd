// Original file: proto/bellhop/event/v1/message_accepted.proto

import type { CustomContentInput as _bellhop_im_v1_CustomContentInput, CustomContent as _bellhop_im_v1_CustomContent } from '../../../bellhop/im/v1/CustomContent.ts';
import type { PushConfigInput as _bellhop_im_v1_PushConfigInput, PushConfig as _bellhop_im_v1_PushConfig } from '../../../bellhop/im/v1/PushConfig.ts';
import type { MissedCallInput as _bellhop_im_v1_MissedCallInput, MissedCall as _bellhop_im_v1_MissedCall } from '../../../bellhop/im/v1/MissedCall.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * A message was accepted from a sender. Topic im.message-accepted.v1, key = app + conversation.
 * From the gateway to message-store. Published with acks=all before the sender is answered.
 */
export interface MessageAcceptedInput {
  /**
   * UUID, derived from app, sender, conversation and local id, so that a retry is the same message.
   */
  'messageId'?: (string);
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * "peer/<user>/<user>" (sorted) or "group/<group>".
   */
  'conversationId'?: (string);
  /**
   * Who sent it.
   */
  'senderUserId'?: (string);
  /**
   * Device it was sent from; empty when a service sent it.
   */
  'senderDeviceId'?: (string);
  /**
   * Id that the sender chose; may be empty.
   */
  'localId'?: (string);
  /**
   * A user.
   */
  'toUserId'?: (string);
  /**
   * A group.
   */
  'toGroupId'?: (string);
  /**
   * Text.
   */
  'text'?: (string);
  /**
   * A message of the app's own type.
   */
  'custom'?: (_bellhop_im_v1_CustomContentInput | null);
  /**
   * Present = push to devices that are offline.
   */
  'pushConfig'?: (_bellhop_im_v1_PushConfigInput | null);
  /**
   * Group messages only: only these members; empty = all.
   */
  'targetUserIds'?: (string)[];
  /**
   * When the gateway accepted it, Unix ms. Also the message's time in storage.
   */
  'acceptedAtMs'?: (number | string | Long);
  /**
   * The receiver missed a call of the sender.
   */
  'missedCall'?: (_bellhop_im_v1_MissedCallInput | null);
  /**
   * Who receives it.
   */
  'target'?: "toUserId"|"toGroupId";
  /**
   * What was written.
   */
  'content'?: "text"|"custom"|"missedCall";
}

/**
 * A message was accepted from a sender. Topic im.message-accepted.v1, key = app + conversation.
 * From the gateway to message-store. Published with acks=all before the sender is answered.
 */
export interface MessageAccepted {
  /**
   * UUID, derived from app, sender, conversation and local id, so that a retry is the same message.
   */
  'messageId': (string);
  /**
   * The app.
   */
  'app': (string);
  /**
   * "peer/<user>/<user>" (sorted) or "group/<group>".
   */
  'conversationId': (string);
  /**
   * Who sent it.
   */
  'senderUserId': (string);
  /**
   * Device it was sent from; empty when a service sent it.
   */
  'senderDeviceId': (string);
  /**
   * Id that the sender chose; may be empty.
   */
  'localId': (string);
  /**
   * A user.
   */
  'toUserId'?: (string);
  /**
   * A group.
   */
  'toGroupId'?: (string);
  /**
   * Text.
   */
  'text'?: (string);
  /**
   * A message of the app's own type.
   */
  'custom'?: (_bellhop_im_v1_CustomContent | null);
  /**
   * Present = push to devices that are offline.
   */
  'pushConfig': (_bellhop_im_v1_PushConfig | null);
  /**
   * Group messages only: only these members; empty = all.
   */
  'targetUserIds': (string)[];
  /**
   * When the gateway accepted it, Unix ms. Also the message's time in storage.
   */
  'acceptedAtMs': (number);
  /**
   * The receiver missed a call of the sender.
   */
  'missedCall'?: (_bellhop_im_v1_MissedCall | null);
  /**
   * Who receives it.
   */
  'target'?: "toUserId"|"toGroupId";
  /**
   * What was written.
   */
  'content'?: "text"|"custom"|"missedCall";
}
