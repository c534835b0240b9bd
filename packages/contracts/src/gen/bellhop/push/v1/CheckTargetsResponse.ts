// Original file: proto/bellhop/push/v1/target_service.proto

import type { CheckedTargetInput as _bellhop_push_v1_CheckedTargetInput, CheckedTarget as _bellhop_push_v1_CheckedTarget } from '../../../bellhop/push/v1/CheckedTarget.ts';

/**
 * Response of CheckTargets.
 */
export interface CheckTargetsResponseInput {
  /**
   * One per target, in request order.
   */
  'targets'?: (_bellhop_push_v1_CheckedTargetInput)[];
}

/**
 * Response of CheckTargets.
 */
export interface CheckTargetsResponse {
  /**
   * One per target, in request order.
   */
  'targets': (_bellhop_push_v1_CheckedTarget)[];
}
