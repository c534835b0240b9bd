// Original file: proto/bellhop/dryrun/v1/decision_service.proto

import type { PushTargetResultInput as _bellhop_push_v1_PushTargetResultInput, PushTargetResult as _bellhop_push_v1_PushTargetResult } from '../../../bellhop/push/v1/PushTargetResult.ts';

/**
 * Response of DecidePushes.
 */
export interface DecidePushesResponseInput {
  /**
   * One per recipient, in order, with all devices.
   */
  'targets'?: (_bellhop_push_v1_PushTargetResultInput)[];
}

/**
 * Response of DecidePushes.
 */
export interface DecidePushesResponse {
  /**
   * One per recipient, in order, with all devices.
   */
  'targets': (_bellhop_push_v1_PushTargetResult)[];
}
