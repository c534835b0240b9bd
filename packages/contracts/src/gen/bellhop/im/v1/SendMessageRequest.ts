// Original file: proto/bellhop/im/v1/message_service.proto

import type { OutgoingMessageInput as _bellhop_im_v1_OutgoingMessageInput, OutgoingMessage as _bellhop_im_v1_OutgoingMessage } from '../../../bellhop/im/v1/OutgoingMessage.ts';

/**
 * Request of SendMessage.
 */
export interface SendMessageRequestInput {
  /**
   * The app (tenant) the API key belongs to.
   */
  'app'?: (string);
  /**
   * The message.
   */
  'message'?: (_bellhop_im_v1_OutgoingMessageInput | null);
}

/**
 * Request of SendMessage.
 */
export interface SendMessageRequest {
  /**
   * The app (tenant) the API key belongs to.
   */
  'app': (string);
  /**
   * The message.
   */
  'message': (_bellhop_im_v1_OutgoingMessage | null);
}
