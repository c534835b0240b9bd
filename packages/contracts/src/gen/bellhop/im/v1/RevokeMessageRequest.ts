// Original file: proto/bellhop/im/v1/conversation_service.proto

import type { PushConfigInput as _bellhop_im_v1_PushConfigInput, PushConfig as _bellhop_im_v1_PushConfig } from '../../../bellhop/im/v1/PushConfig.ts';

/**
 * Request of RevokeMessage.
 */
export interface RevokeMessageRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * Who revokes; empty = the app itself, in the sender's name.
   */
  'userId'?: (string);
  /**
   * The message's conversation.
   */
  'conversationId'?: (string);
  /**
   * The message.
   */
  'messageId'?: (string);
  /**
   * What takes the place of the message's notification on phones; absent = it is taken away.
   */
  'pushConfig'?: (_bellhop_im_v1_PushConfigInput | null);
}

/**
 * Request of RevokeMessage.
 */
export interface RevokeMessageRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * Who revokes; empty = the app itself, in the sender's name.
   */
  'userId': (string);
  /**
   * The message's conversation.
   */
  'conversationId': (string);
  /**
   * The message.
   */
  'messageId': (string);
  /**
   * What takes the place of the message's notification on phones; absent = it is taken away.
   */
  'pushConfig': (_bellhop_im_v1_PushConfig | null);
}
