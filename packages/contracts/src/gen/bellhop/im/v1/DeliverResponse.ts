// Original file: proto/bellhop/im/v1/delivery_service.proto

import type { DeliveryResultInput as _bellhop_im_v1_DeliveryResultInput, DeliveryResult as _bellhop_im_v1_DeliveryResult } from '../../../bellhop/im/v1/DeliveryResult.ts';

/**
 * A batch of results.
 */
export interface DeliverResponseInput {
  /**
   * 1..500 results.
   */
  'results'?: (_bellhop_im_v1_DeliveryResultInput)[];
}

/**
 * A batch of results.
 */
export interface DeliverResponse {
  /**
   * 1..500 results.
   */
  'results': (_bellhop_im_v1_DeliveryResult)[];
}
