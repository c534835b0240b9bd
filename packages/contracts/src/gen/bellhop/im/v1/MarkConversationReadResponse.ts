// Original file: proto/bellhop/im/v1/conversation_service.proto

import type { ConversationRefusalInput as _bellhop_im_v1_ConversationRefusalInput, ConversationRefusal as _bellhop_im_v1_ConversationRefusal } from '../../../bellhop/im/v1/ConversationRefusal.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * Response of MarkConversationRead.
 */
export interface MarkConversationReadResponseInput {
  /**
   * Set when refused.
   */
  'refusal'?: (_bellhop_im_v1_ConversationRefusalInput);
  /**
   * Up to where the user has read now.
   */
  'readSeq'?: (number | string | Long);
  /**
   * What is left; 1,000 = so many or more.
   */
  'unreadCount'?: (number);
}

/**
 * Response of MarkConversationRead.
 */
export interface MarkConversationReadResponse {
  /**
   * Set when refused.
   */
  'refusal': (_bellhop_im_v1_ConversationRefusal);
  /**
   * Up to where the user has read now.
   */
  'readSeq': (number);
  /**
   * What is left; 1,000 = so many or more.
   */
  'unreadCount': (number);
}
