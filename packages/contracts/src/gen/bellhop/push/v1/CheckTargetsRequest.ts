// Original file: proto/bellhop/push/v1/target_service.proto

import type { TargetToCheckInput as _bellhop_push_v1_TargetToCheckInput, TargetToCheck as _bellhop_push_v1_TargetToCheck } from '../../../bellhop/push/v1/TargetToCheck.ts';
import type { VendorInput as _bellhop_push_v1_VendorInput, Vendor as _bellhop_push_v1_Vendor } from '../../../bellhop/push/v1/Vendor.ts';

/**
 * Request of CheckTargets.
 */
export interface CheckTargetsRequestInput {
  /**
   * 1..1,000 targets, of whatever apps and messages.
   */
  'targets'?: (_bellhop_push_v1_TargetToCheckInput)[];
  /**
   * The vendor whose tokens these are: the adapter's own. Of a device that is now at another vendor TOKEN_CHANGED is said.
   */
  'vendor'?: (_bellhop_push_v1_VendorInput);
}

/**
 * Request of CheckTargets.
 */
export interface CheckTargetsRequest {
  /**
   * 1..1,000 targets, of whatever apps and messages.
   */
  'targets': (_bellhop_push_v1_TargetToCheck)[];
  /**
   * The vendor whose tokens these are: the adapter's own. Of a device that is now at another vendor TOKEN_CHANGED is said.
   */
  'vendor': (_bellhop_push_v1_Vendor);
}
