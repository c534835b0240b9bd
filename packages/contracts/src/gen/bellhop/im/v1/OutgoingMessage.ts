// Original file: proto/bellhop/im/v1/message_service.proto

import type { CustomContentInput as _bellhop_im_v1_CustomContentInput, CustomContent as _bellhop_im_v1_CustomContent } from '../../../bellhop/im/v1/CustomContent.ts';
import type { PushConfigInput as _bellhop_im_v1_PushConfigInput, PushConfig as _bellhop_im_v1_PushConfig } from '../../../bellhop/im/v1/PushConfig.ts';
import type { MediaContentInput as _bellhop_im_v1_MediaContentInput, MediaContent as _bellhop_im_v1_MediaContent } from '../../../bellhop/im/v1/MediaContent.ts';
import type { CombinedContentInput as _bellhop_im_v1_CombinedContentInput, CombinedContent as _bellhop_im_v1_CombinedContent } from '../../../bellhop/im/v1/CombinedContent.ts';
import type { MentionsInput as _bellhop_im_v1_MentionsInput, Mentions as _bellhop_im_v1_Mentions } from '../../../bellhop/im/v1/Mentions.ts';

/**
 * One message to send. Exactly one target and one content.
 */
export interface OutgoingMessageInput {
  /**
   * User in whose name it is sent. 1..64 bytes of letters, digits and !#$%&()+-:;<=.>?@[]^_{}|~
   */
  'fromUserId'?: (string);
  /**
   * Chosen by the sender for idempotency, at most 64 characters: a retry with the same local id is one message. Another content, other
   * mentions or other targets under the same one within two days are refused with LOCAL_ID_CONFLICT; another push config counts for nothing.
   * Empty = every call is a new message.
   */
  'localId'?: (string);
  /**
   * A user. 1..64 bytes.
   */
  'toUserId'?: (string);
  /**
   * A group whose members at send time receive it. 1..64 bytes. The sender must be a member.
   */
  'toGroupId'?: (string);
  /**
   * Text, 1..2,048 UTF-8 bytes unless the app allows more (at most 32,768).
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
   * Group messages only: only these members receive it, at most 2,000. Empty = all members, unless only_targets is set.
   */
  'targetUserIds'?: (string)[];
  /**
   * A picture, file, recording or film.
   */
  'media'?: (_bellhop_im_v1_MediaContentInput | null);
  /**
   * Several messages as one.
   */
  'combined'?: (_bellhop_im_v1_CombinedContentInput | null);
  /**
   * Group messages only: whom it mentions.
   */
  'mentions'?: (_bellhop_im_v1_MentionsInput | null);
  /**
   * Group messages only: it is for target_user_ids alone, so that an empty list is refused instead of reaching all members. To be set whenever the
   * list is computed: it does not tell whether it came out empty or was never meant.
   */
  'onlyTargets'?: (boolean);
  /**
   * Who receives it.
   */
  'target'?: "toUserId"|"toGroupId";
  /**
   * What is sent.
   */
  'content'?: "text"|"custom"|"media"|"combined";
}

/**
 * One message to send. Exactly one target and one content.
 */
export interface OutgoingMessage {
  /**
   * User in whose name it is sent. 1..64 bytes of letters, digits and !#$%&()+-:;<=.>?@[]^_{}|~
   */
  'fromUserId': (string);
  /**
   * Chosen by the sender for idempotency, at most 64 characters: a retry with the same local id is one message. Another content, other
   * mentions or other targets under the same one within two days are refused with LOCAL_ID_CONFLICT; another push config counts for nothing.
   * Empty = every call is a new message.
   */
  'localId': (string);
  /**
   * A user. 1..64 bytes.
   */
  'toUserId'?: (string);
  /**
   * A group whose members at send time receive it. 1..64 bytes. The sender must be a member.
   */
  'toGroupId'?: (string);
  /**
   * Text, 1..2,048 UTF-8 bytes unless the app allows more (at most 32,768).
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
   * Group messages only: only these members receive it, at most 2,000. Empty = all members, unless only_targets is set.
   */
  'targetUserIds': (string)[];
  /**
   * A picture, file, recording or film.
   */
  'media'?: (_bellhop_im_v1_MediaContent | null);
  /**
   * Several messages as one.
   */
  'combined'?: (_bellhop_im_v1_CombinedContent | null);
  /**
   * Group messages only: whom it mentions.
   */
  'mentions': (_bellhop_im_v1_Mentions | null);
  /**
   * Group messages only: it is for target_user_ids alone, so that an empty list is refused instead of reaching all members. To be set whenever the
   * list is computed: it does not tell whether it came out empty or was never meant.
   */
  'onlyTargets': (boolean);
  /**
   * Who receives it.
   */
  'target'?: "toUserId"|"toGroupId";
  /**
   * What is sent.
   */
  'content'?: "text"|"custom"|"media"|"combined";
}
