// Original file: proto/bellhop/im/v1/conversation_service.proto

import type { ConversationRefusalInput as _bellhop_im_v1_ConversationRefusalInput, ConversationRefusal as _bellhop_im_v1_ConversationRefusal } from '../../../bellhop/im/v1/ConversationRefusal.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * Response of GetPeerReceipt.
 */
export interface GetPeerReceiptResponseInput {
  /**
   * Set when refused.
   */
  'refusal'?: (_bellhop_im_v1_ConversationRefusalInput);
  /**
   * Up to where the other user has read.
   */
  'readSeq'?: (number | string | Long);
  /**
   * Up to where some device of theirs has the messages.
   */
  'deliveredSeq'?: (number | string | Long);
}

/**
 * Response of GetPeerReceipt.
 */
export interface GetPeerReceiptResponse {
  /**
   * Set when refused.
   */
  'refusal': (_bellhop_im_v1_ConversationRefusal);
  /**
   * Up to where the other user has read.
   */
  'readSeq': (number);
  /**
   * Up to where some device of theirs has the messages.
   */
  'deliveredSeq': (number);
}
