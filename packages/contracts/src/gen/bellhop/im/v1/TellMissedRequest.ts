// Original file: proto/bellhop/im/v1/delivery_service.proto

import type { DeliveryTargetInput as _bellhop_im_v1_DeliveryTargetInput, DeliveryTarget as _bellhop_im_v1_DeliveryTarget } from '../../../bellhop/im/v1/DeliveryTarget.ts';

/**
 * Request of TellMissed.
 */
export interface TellMissedRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * 1..1,000 connections of the gateway.
   */
  'targets'?: (_bellhop_im_v1_DeliveryTargetInput)[];
}

/**
 * Request of TellMissed.
 */
export interface TellMissedRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * 1..1,000 connections of the gateway.
   */
  'targets': (_bellhop_im_v1_DeliveryTarget)[];
}
