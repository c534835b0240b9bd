// Original file: proto/bellhop/im/v1/delivery_service.proto

import type { DeliveryInput as _bellhop_im_v1_DeliveryInput, Delivery as _bellhop_im_v1_Delivery } from '../../../bellhop/im/v1/Delivery.ts';

/**
 * A batch of deliveries.
 */
export interface DeliverRequestInput {
  /**
   * 1..500 deliveries.
   */
  'deliveries'?: (_bellhop_im_v1_DeliveryInput)[];
}

/**
 * A batch of deliveries.
 */
export interface DeliverRequest {
  /**
   * 1..500 deliveries.
   */
  'deliveries': (_bellhop_im_v1_Delivery)[];
}
