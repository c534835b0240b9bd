// Original file: proto/bellhop/im/v1/message_service.proto

import type { CustomContentInput as _bellhop_im_v1_CustomContentInput, CustomContent as _bellhop_im_v1_CustomContent } from '../../../bellhop/im/v1/CustomContent.ts';
import type { PushConfigInput as _bellhop_im_v1_PushConfigInput, PushConfig as _bellhop_im_v1_PushConfig } from '../../../bellhop/im/v1/PushConfig.ts';

/**
 * One message to send. Exactly one target and one content.
 */
export interface OutgoingMessageInput {
  /**
   * User in whose name it is sent. 1..64 bytes of letters, digits and !#$%&()+-:;<=.>?@[]^_{}|~
   */
  'fromUserId'?: (string);
  /**
   * Chosen by the sender for idempotency, at most 64 characters: a retry with the same local id is one message. Another content under
   * the same one within two days is refused with LOCAL_ID_CONFLICT.
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
   * Present = devices that are offline get a push.
   */
  'pushConfig'?: (_bellhop_im_v1_PushConfigInput | null);
  /**
   * Group messages only: only these members receive it, at most 2,000. Empty = all members.
   */
  'targetUserIds'?: (string)[];
  /**
   * Who receives it.
   */
  'target'?: "toUserId"|"toGroupId";
  /**
   * What is sent.
   */
  'content'?: "text"|"custom";
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
   * Chosen by the sender for idempotency, at most 64 characters: a retry with the same local id is one message. Another content under
   * the same one within two days is refused with LOCAL_ID_CONFLICT.
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
   * Present = devices that are offline get a push.
   */
  'pushConfig': (_bellhop_im_v1_PushConfig | null);
  /**
   * Group messages only: only these members receive it, at most 2,000. Empty = all members.
   */
  'targetUserIds': (string)[];
  /**
   * Who receives it.
   */
  'target'?: "toUserId"|"toGroupId";
  /**
   * What is sent.
   */
  'content'?: "text"|"custom";
}
