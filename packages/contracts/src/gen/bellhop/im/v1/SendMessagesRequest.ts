// Original file: proto/bellhop/im/v1/message_service.proto

import type { OutgoingMessageInput as _bellhop_im_v1_OutgoingMessageInput, OutgoingMessage as _bellhop_im_v1_OutgoingMessage } from '../../../bellhop/im/v1/OutgoingMessage.ts';

/**
 * Request of SendMessages.
 */
export interface SendMessagesRequestInput {
  /**
   * The app (tenant) the API key belongs to.
   */
  'app'?: (string);
  /**
   * 1..500 messages.
   */
  'messages'?: (_bellhop_im_v1_OutgoingMessageInput)[];
}

/**
 * Request of SendMessages.
 */
export interface SendMessagesRequest {
  /**
   * The app (tenant) the API key belongs to.
   */
  'app': (string);
  /**
   * 1..500 messages.
   */
  'messages': (_bellhop_im_v1_OutgoingMessage)[];
}
