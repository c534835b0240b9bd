// Original file: proto/bellhop/im/v1/message_service.proto

import type { AcceptedMessageInput as _bellhop_im_v1_AcceptedMessageInput, AcceptedMessage as _bellhop_im_v1_AcceptedMessage } from '../../../bellhop/im/v1/AcceptedMessage.ts';
import type { RefusedMessageInput as _bellhop_im_v1_RefusedMessageInput, RefusedMessage as _bellhop_im_v1_RefusedMessage } from '../../../bellhop/im/v1/RefusedMessage.ts';

/**
 * Response of SendMessage.
 */
export interface SendMessageResponseInput {
  /**
   * Accepted; Kafka has it.
   */
  'accepted'?: (_bellhop_im_v1_AcceptedMessageInput | null);
  /**
   * Refused; nothing was stored.
   */
  'refused'?: (_bellhop_im_v1_RefusedMessageInput | null);
  /**
   * What became of it.
   */
  'result'?: "accepted"|"refused";
}

/**
 * Response of SendMessage.
 */
export interface SendMessageResponse {
  /**
   * Accepted; Kafka has it.
   */
  'accepted'?: (_bellhop_im_v1_AcceptedMessage | null);
  /**
   * Refused; nothing was stored.
   */
  'refused'?: (_bellhop_im_v1_RefusedMessage | null);
  /**
   * What became of it.
   */
  'result'?: "accepted"|"refused";
}
