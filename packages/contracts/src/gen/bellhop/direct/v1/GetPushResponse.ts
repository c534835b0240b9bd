// Original file: proto/bellhop/direct/v1/push_service.proto

import type { DirectPushInput as _bellhop_direct_v1_DirectPushInput, DirectPush as _bellhop_direct_v1_DirectPush } from '../../../bellhop/direct/v1/DirectPush.ts';
import type { PushTargetResultInput as _bellhop_push_v1_PushTargetResultInput, PushTargetResult as _bellhop_push_v1_PushTargetResult } from '../../../bellhop/push/v1/PushTargetResult.ts';
import type { PushRefusalInput as _bellhop_direct_v1_PushRefusalInput, PushRefusal as _bellhop_direct_v1_PushRefusal } from '../../../bellhop/direct/v1/PushRefusal.ts';

/**
 * Response of GetPush.
 */
export interface GetPushResponseInput {
  /**
   * The push; absent when there is none.
   */
  'push'?: (_bellhop_direct_v1_DirectPushInput | null);
  /**
   * Its targets, in the order of its acceptance. Users who were erased meanwhile are not among them.
   */
  'targets'?: (_bellhop_push_v1_PushTargetResultInput)[];
  /**
   * Set when there is no such push.
   */
  'refusal'?: (_bellhop_direct_v1_PushRefusalInput);
}

/**
 * Response of GetPush.
 */
export interface GetPushResponse {
  /**
   * The push; absent when there is none.
   */
  'push': (_bellhop_direct_v1_DirectPush | null);
  /**
   * Its targets, in the order of its acceptance. Users who were erased meanwhile are not among them.
   */
  'targets': (_bellhop_push_v1_PushTargetResult)[];
  /**
   * Set when there is no such push.
   */
  'refusal': (_bellhop_direct_v1_PushRefusal);
}
