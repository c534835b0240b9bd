// Original file: proto/bellhop/push/v1/push_result.proto

import type { PushTargetStateInput as _bellhop_push_v1_PushTargetStateInput, PushTargetState as _bellhop_push_v1_PushTargetState } from '../../../bellhop/push/v1/PushTargetState.ts';
import type { PushDeviceResultInput as _bellhop_push_v1_PushDeviceResultInput, PushDeviceResult as _bellhop_push_v1_PushDeviceResult } from '../../../bellhop/push/v1/PushDeviceResult.ts';

/**
 * How a push stands with one target.
 */
export interface PushTargetResultInput {
  /**
   * The user, of a target that is one.
   */
  'userId'?: (string);
  /**
   * The PushID, of a target that is one.
   */
  'pushId'?: (string);
  /**
   * How it stands.
   */
  'state'?: (_bellhop_push_v1_PushTargetStateInput);
  /**
   * Devices with what is against a push to them now; of a dry run all devices; of a push that left all that were decided about.
   */
  'devices'?: (_bellhop_push_v1_PushDeviceResultInput)[];
}

/**
 * How a push stands with one target.
 */
export interface PushTargetResult {
  /**
   * The user, of a target that is one.
   */
  'userId': (string);
  /**
   * The PushID, of a target that is one.
   */
  'pushId': (string);
  /**
   * How it stands.
   */
  'state': (_bellhop_push_v1_PushTargetState);
  /**
   * Devices with what is against a push to them now; of a dry run all devices; of a push that left all that were decided about.
   */
  'devices': (_bellhop_push_v1_PushDeviceResult)[];
}
