// Original file: proto/bellhop/im/v1/message_service.proto

import type { SendMessageResponseInput as _bellhop_im_v1_SendMessageResponseInput, SendMessageResponse as _bellhop_im_v1_SendMessageResponse } from '../../../bellhop/im/v1/SendMessageResponse.ts';

/**
 * Response of SendMessages.
 */
export interface SendMessagesResponseInput {
  /**
   * One result per message, in request order.
   */
  'results'?: (_bellhop_im_v1_SendMessageResponseInput)[];
}

/**
 * Response of SendMessages.
 */
export interface SendMessagesResponse {
  /**
   * One result per message, in request order.
   */
  'results': (_bellhop_im_v1_SendMessageResponse)[];
}
