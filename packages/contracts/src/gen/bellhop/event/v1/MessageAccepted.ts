// Original file: proto/bellhop/event/v1/message_accepted.proto

import type { CustomContentInput as _bellhop_im_v1_CustomContentInput, CustomContent as _bellhop_im_v1_CustomContent } from '../../../bellhop/im/v1/CustomContent.ts';
import type { PushConfigInput as _bellhop_im_v1_PushConfigInput, PushConfig as _bellhop_im_v1_PushConfig } from '../../../bellhop/im/v1/PushConfig.ts';
import type { MissedCallInput as _bellhop_im_v1_MissedCallInput, MissedCall as _bellhop_im_v1_MissedCall } from '../../../bellhop/im/v1/MissedCall.ts';
import type { MediaContentInput as _bellhop_im_v1_MediaContentInput, MediaContent as _bellhop_im_v1_MediaContent } from '../../../bellhop/im/v1/MediaContent.ts';
import type { CombinedContentInput as _bellhop_im_v1_CombinedContentInput, CombinedContent as _bellhop_im_v1_CombinedContent } from '../../../bellhop/im/v1/CombinedContent.ts';
import type { RevocationInput as _bellhop_im_v1_RevocationInput, Revocation as _bellhop_im_v1_Revocation } from '../../../bellhop/im/v1/Revocation.ts';
import type { MentionsInput as _bellhop_im_v1_MentionsInput, Mentions as _bellhop_im_v1_Mentions } from '../../../bellhop/im/v1/Mentions.ts';
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
   * What devices that are offline show. Absent = the app's default push when it is switched on, else none.
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
   * A picture, file, recording or film.
   */
  'media'?: (_bellhop_im_v1_MediaContentInput | null);
  /**
   * Several messages as one.
   */
  'combined'?: (_bellhop_im_v1_CombinedContentInput | null);
  /**
   * An earlier message is revoked.
   */
  'revocation'?: (_bellhop_im_v1_RevocationInput | null);
  /**
   * Group messages only: whom it mentions.
   */
  'mentions'?: (_bellhop_im_v1_MentionsInput | null);
  /**
   * Who receives it.
   */
  'target'?: "toUserId"|"toGroupId";
  /**
   * What was written.
   */
  'content'?: "text"|"custom"|"missedCall"|"media"|"combined"|"revocation";
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
   * What devices that are offline show. Absent = the app's default push when it is switched on, else none.
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
   * A picture, file, recording or film.
   */
  'media'?: (_bellhop_im_v1_MediaContent | null);
  /**
   * Several messages as one.
   */
  'combined'?: (_bellhop_im_v1_CombinedContent | null);
  /**
   * An earlier message is revoked.
   */
  'revocation'?: (_bellhop_im_v1_Revocation | null);
  /**
   * Group messages only: whom it mentions.
   */
  'mentions': (_bellhop_im_v1_Mentions | null);
  /**
   * Who receives it.
   */
  'target'?: "toUserId"|"toGroupId";
  /**
   * What was written.
   */
  'content'?: "text"|"custom"|"missedCall"|"media"|"combined"|"revocation";
}
