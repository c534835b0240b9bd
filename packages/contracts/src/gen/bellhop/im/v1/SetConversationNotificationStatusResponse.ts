// Original file: proto/bellhop/im/v1/conversation_service.proto

import type { ConversationRefusalInput as _bellhop_im_v1_ConversationRefusalInput, ConversationRefusal as _bellhop_im_v1_ConversationRefusal } from '../../../bellhop/im/v1/ConversationRefusal.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * Response of SetConversationNotificationStatus.
 */
export interface SetConversationNotificationStatusResponseInput {
  /**
   * Set when refused.
   */
  'refusal'?: (_bellhop_im_v1_ConversationRefusalInput);
  /**
   * Of TOO_MANY_MUTED: how many peer conversations a user may have muted. Groups are not counted.
   */
  'limit'?: (number | string | Long);
}

/**
 * Response of SetConversationNotificationStatus.
 */
export interface SetConversationNotificationStatusResponse {
  /**
   * Set when refused.
   */
  'refusal': (_bellhop_im_v1_ConversationRefusal);
  /**
   * Of TOO_MANY_MUTED: how many peer conversations a user may have muted. Groups are not counted.
   */
  'limit': (number);
}
