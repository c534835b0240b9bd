// Original file: proto/bellhop/im/v1/delivery_service.proto

import type { StoredMessageInput as _bellhop_im_v1_StoredMessageInput, StoredMessage as _bellhop_im_v1_StoredMessage } from '../../../bellhop/im/v1/StoredMessage.ts';
import type { DeliveryTargetInput as _bellhop_im_v1_DeliveryTargetInput, DeliveryTarget as _bellhop_im_v1_DeliveryTarget } from '../../../bellhop/im/v1/DeliveryTarget.ts';
import type { CallNewsInput as _bellhop_im_v1_CallNewsInput, CallNews as _bellhop_im_v1_CallNews } from '../../../bellhop/im/v1/CallNews.ts';
import type { ConversationNewsInput as _bellhop_im_v1_ConversationNewsInput, ConversationNews as _bellhop_im_v1_ConversationNews } from '../../../bellhop/im/v1/ConversationNews.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * A message and the devices of one gateway that must get it.
 */
export interface DeliveryInput {
  /**
   * Chosen by message-store, unique on the stream; results name it.
   */
  'deliveryId'?: (number | string | Long);
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The message, sent once however many devices get it. Absent = it is a call.
   */
  'message'?: (_bellhop_im_v1_StoredMessageInput | null);
  /**
   * The connections that must get it.
   */
  'targets'?: (_bellhop_im_v1_DeliveryTargetInput)[];
  /**
   * W3C trace context of the message; empty when it is not traced.
   */
  'traceparent'?: (string);
  /**
   * What there is to say of a call, in this order. An invitation counts as delivered when the client says it has it, anything else when it
   * is written to the connection.
   */
  'callNews'?: (_bellhop_im_v1_CallNewsInput | null);
  /**
   * What there is to say of a conversation; counts as delivered when it is written to the connection.
   */
  'conversationNews'?: (_bellhop_im_v1_ConversationNewsInput | null);
}

/**
 * A message and the devices of one gateway that must get it.
 */
export interface Delivery {
  /**
   * Chosen by message-store, unique on the stream; results name it.
   */
  'deliveryId': (number);
  /**
   * The app.
   */
  'app': (string);
  /**
   * The message, sent once however many devices get it. Absent = it is a call.
   */
  'message': (_bellhop_im_v1_StoredMessage | null);
  /**
   * The connections that must get it.
   */
  'targets': (_bellhop_im_v1_DeliveryTarget)[];
  /**
   * W3C trace context of the message; empty when it is not traced.
   */
  'traceparent': (string);
  /**
   * What there is to say of a call, in this order. An invitation counts as delivered when the client says it has it, anything else when it
   * is written to the connection.
   */
  'callNews': (_bellhop_im_v1_CallNews | null);
  /**
   * What there is to say of a conversation; counts as delivered when it is written to the connection.
   */
  'conversationNews': (_bellhop_im_v1_ConversationNews | null);
}
