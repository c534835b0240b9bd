// Original file: proto/bellhop/direct/v1/push_service.proto

import type { PushRefusalInput as _bellhop_direct_v1_PushRefusalInput, PushRefusal as _bellhop_direct_v1_PushRefusal } from '../../../bellhop/direct/v1/PushRefusal.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * Response of CancelPush.
 */
export interface CancelPushResponseInput {
  /**
   * When it was cancelled, Unix ms; the first time, when it is asked again.
   */
  'cancelledAtMs'?: (number | string | Long);
  /**
   * Set when it could not be cancelled.
   */
  'refusal'?: (_bellhop_direct_v1_PushRefusalInput);
}

/**
 * Response of CancelPush.
 */
export interface CancelPushResponse {
  /**
   * When it was cancelled, Unix ms; the first time, when it is asked again.
   */
  'cancelledAtMs': (number);
  /**
   * Set when it could not be cancelled.
   */
  'refusal': (_bellhop_direct_v1_PushRefusal);
}
