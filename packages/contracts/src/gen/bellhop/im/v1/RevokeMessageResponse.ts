// Original file: proto/bellhop/im/v1/conversation_service.proto

import type { ConversationRefusalInput as _bellhop_im_v1_ConversationRefusalInput, ConversationRefusal as _bellhop_im_v1_ConversationRefusal } from '../../../bellhop/im/v1/ConversationRefusal.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * Response of RevokeMessage.
 */
export interface RevokeMessageResponseInput {
  /**
   * Set when refused.
   */
  'refusal'?: (_bellhop_im_v1_ConversationRefusalInput);
  /**
   * Of MESSAGE_TOO_OLD: for how long senders may revoke, seconds.
   */
  'limit'?: (number | string | Long);
  /**
   * Id of the revocation: the key of its trace.
   */
  'revocationMessageId'?: (string);
}

/**
 * Response of RevokeMessage.
 */
export interface RevokeMessageResponse {
  /**
   * Set when refused.
   */
  'refusal': (_bellhop_im_v1_ConversationRefusal);
  /**
   * Of MESSAGE_TOO_OLD: for how long senders may revoke, seconds.
   */
  'limit': (number);
  /**
   * Id of the revocation: the key of its trace.
   */
  'revocationMessageId': (string);
}
