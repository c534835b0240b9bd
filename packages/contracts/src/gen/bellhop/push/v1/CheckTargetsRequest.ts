// Original file: proto/bellhop/push/v1/target_service.proto

import type { TargetToCheckInput as _bellhop_push_v1_TargetToCheckInput, TargetToCheck as _bellhop_push_v1_TargetToCheck } from '../../../bellhop/push/v1/TargetToCheck.ts';

/**
 * Request of CheckTargets.
 */
export interface CheckTargetsRequestInput {
  /**
   * 1..1,000 targets, of whatever apps and messages.
   */
  'targets'?: (_bellhop_push_v1_TargetToCheckInput)[];
}

/**
 * Request of CheckTargets.
 */
export interface CheckTargetsRequest {
  /**
   * 1..1,000 targets, of whatever apps and messages.
   */
  'targets': (_bellhop_push_v1_TargetToCheck)[];
}
