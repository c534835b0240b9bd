// Original file: proto/bellhop/im/v1/delivery_service.proto

import type { DeliveryStatusInput as _bellhop_im_v1_DeliveryStatusInput, DeliveryStatus as _bellhop_im_v1_DeliveryStatus } from '../../../bellhop/im/v1/DeliveryStatus.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * What became of a delivery on one device.
 */
export interface DeliveryResultInput {
  /**
   * The delivery.
   */
  'deliveryId'?: (number | string | Long);
  /**
   * The user.
   */
  'userId'?: (string);
  /**
   * The device.
   */
  'deviceId'?: (string);
  /**
   * What happened.
   */
  'status'?: (_bellhop_im_v1_DeliveryStatusInput);
}

/**
 * What became of a delivery on one device.
 */
export interface DeliveryResult {
  /**
   * The delivery.
   */
  'deliveryId': (number);
  /**
   * The user.
   */
  'userId': (string);
  /**
   * The device.
   */
  'deviceId': (string);
  /**
   * What happened.
   */
  'status': (_bellhop_im_v1_DeliveryStatus);
}
