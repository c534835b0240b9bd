// Original file: proto/bellhop/push/v1/target_service.proto

import type { TargetStateInput as _bellhop_push_v1_TargetStateInput, TargetState as _bellhop_push_v1_TargetState } from '../../../bellhop/push/v1/TargetState.ts';

/**
 * What was found about one target.
 */
export interface CheckedTargetInput {
  /**
   * Whether the push may leave.
   */
  'state'?: (_bellhop_push_v1_TargetStateInput);
  /**
   * The conversation has a later message for the user that asks for a push that rings: this one must not ring as if it were the newest. Never said in apps that gather bursts,
   * cap pushes or have a resource for data pushes: there the later one may not have rung.
   */
  'hasNewer'?: (boolean);
  /**
   * What stands on the user's badge now, 0 = nothing, or not known; absent = it was not asked for, or a release that does not say it: the number of the push holds.
   */
  'badge'?: (number);
  '_badge'?: "badge";
}

/**
 * What was found about one target.
 */
export interface CheckedTarget {
  /**
   * Whether the push may leave.
   */
  'state': (_bellhop_push_v1_TargetState);
  /**
   * The conversation has a later message for the user that asks for a push that rings: this one must not ring as if it were the newest. Never said in apps that gather bursts,
   * cap pushes or have a resource for data pushes: there the later one may not have rung.
   */
  'hasNewer': (boolean);
  /**
   * What stands on the user's badge now, 0 = nothing, or not known; absent = it was not asked for, or a release that does not say it: the number of the push holds.
   */
  'badge'?: (number);
  '_badge'?: "badge";
}
