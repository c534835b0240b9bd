// Original file: proto/bellhop/im/v1/conversation_service.proto

import type { ConversationRefusalInput as _bellhop_im_v1_ConversationRefusalInput, ConversationRefusal as _bellhop_im_v1_ConversationRefusal } from '../../../bellhop/im/v1/ConversationRefusal.ts';

/**
 * Response of DeleteMessages.
 */
export interface DeleteMessagesResponseInput {
  /**
   * Set when refused.
   */
  'refusal'?: (_bellhop_im_v1_ConversationRefusalInput);
  /**
   * How many were there, and are gone now.
   */
  'deletedCount'?: (number);
}

/**
 * Response of DeleteMessages.
 */
export interface DeleteMessagesResponse {
  /**
   * Set when refused.
   */
  'refusal': (_bellhop_im_v1_ConversationRefusal);
  /**
   * How many were there, and are gone now.
   */
  'deletedCount': (number);
}
