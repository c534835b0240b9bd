// Original file: proto/bellhop/im/v1/content.proto

import type { CustomContentInput as _bellhop_im_v1_CustomContentInput, CustomContent as _bellhop_im_v1_CustomContent } from '../../../bellhop/im/v1/CustomContent.ts';
import type { MissedCallInput as _bellhop_im_v1_MissedCallInput, MissedCall as _bellhop_im_v1_MissedCall } from '../../../bellhop/im/v1/MissedCall.ts';
import type { MediaContentInput as _bellhop_im_v1_MediaContentInput, MediaContent as _bellhop_im_v1_MediaContent } from '../../../bellhop/im/v1/MediaContent.ts';
import type { CombinedContentInput as _bellhop_im_v1_CombinedContentInput, CombinedContent as _bellhop_im_v1_CombinedContent } from '../../../bellhop/im/v1/CombinedContent.ts';
import type { RevocationInput as _bellhop_im_v1_RevocationInput, Revocation as _bellhop_im_v1_Revocation } from '../../../bellhop/im/v1/Revocation.ts';
import type { MentionsInput as _bellhop_im_v1_MentionsInput, Mentions as _bellhop_im_v1_Mentions } from '../../../bellhop/im/v1/Mentions.ts';
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
   * A picture, file, recording or film.
   */
  'media'?: (_bellhop_im_v1_MediaContentInput | null);
  /**
   * Several messages as one.
   */
  'combined'?: (_bellhop_im_v1_CombinedContentInput | null);
  /**
   * An earlier message was revoked.
   */
  'revocation'?: (_bellhop_im_v1_RevocationInput | null);
  /**
   * Whom it mentions; absent = nobody.
   */
  'mentions'?: (_bellhop_im_v1_MentionsInput | null);
  /**
   * Who revoked it; then it has no content any more. Empty = it stands.
   */
  'revokedByUserId'?: (string);
  /**
   * What was written.
   */
  'content'?: "text"|"custom"|"missedCall"|"media"|"combined"|"revocation";
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
   * A picture, file, recording or film.
   */
  'media'?: (_bellhop_im_v1_MediaContent | null);
  /**
   * Several messages as one.
   */
  'combined'?: (_bellhop_im_v1_CombinedContent | null);
  /**
   * An earlier message was revoked.
   */
  'revocation'?: (_bellhop_im_v1_Revocation | null);
  /**
   * Whom it mentions; absent = nobody.
   */
  'mentions': (_bellhop_im_v1_Mentions | null);
  /**
   * Who revoked it; then it has no content any more. Empty = it stands.
   */
  'revokedByUserId': (string);
  /**
   * What was written.
   */
  'content'?: "text"|"custom"|"missedCall"|"media"|"combined"|"revocation";
}
