// Original file: proto/bellhop/im/v1/conversation_service.proto

import type { ConversationRefusalInput as _bellhop_im_v1_ConversationRefusalInput, ConversationRefusal as _bellhop_im_v1_ConversationRefusal } from '../../../bellhop/im/v1/ConversationRefusal.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * Response of DeleteConversation.
 */
export interface DeleteConversationResponseInput {
  /**
   * Set when refused.
   */
  'refusal'?: (_bellhop_im_v1_ConversationRefusalInput);
  /**
   * Everything up to this message is gone for the user.
   */
  'deletedSeq'?: (number | string | Long);
}

/**
 * Response of DeleteConversation.
 */
export interface DeleteConversationResponse {
  /**
   * Set when refused.
   */
  'refusal': (_bellhop_im_v1_ConversationRefusal);
  /**
   * Everything up to this message is gone for the user.
   */
  'deletedSeq': (number);
}
