// Original file: proto/bellhop/direct/v1/push_service.proto

import type { PushTargetResultInput as _bellhop_push_v1_PushTargetResultInput, PushTargetResult as _bellhop_push_v1_PushTargetResult } from '../../../bellhop/push/v1/PushTargetResult.ts';
import type { PushRefusalInput as _bellhop_direct_v1_PushRefusalInput, PushRefusal as _bellhop_direct_v1_PushRefusal } from '../../../bellhop/direct/v1/PushRefusal.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * Response of Push.
 */
export interface PushResponseInput {
  /**
   * Id of the push, and of the message in its trace; empty when it was refused or tried dry.
   */
  'directPushId'?: (string);
  /**
   * When it was accepted, Unix ms.
   */
  'acceptedAtMs'?: (number | string | Long);
  /**
   * When it leaves, Unix ms.
   */
  'sendAtMs'?: (number | string | Long);
  /**
   * One per target: users first, then PushIDs, in the order of the request.
   */
  'targets'?: (_bellhop_push_v1_PushTargetResultInput)[];
  /**
   * Set when nothing was accepted.
   */
  'refusal'?: (_bellhop_direct_v1_PushRefusalInput);
}

/**
 * Response of Push.
 */
export interface PushResponse {
  /**
   * Id of the push, and of the message in its trace; empty when it was refused or tried dry.
   */
  'directPushId': (string);
  /**
   * When it was accepted, Unix ms.
   */
  'acceptedAtMs': (number);
  /**
   * When it leaves, Unix ms.
   */
  'sendAtMs': (number);
  /**
   * One per target: users first, then PushIDs, in the order of the request.
   */
  'targets': (_bellhop_push_v1_PushTargetResult)[];
  /**
   * Set when nothing was accepted.
   */
  'refusal': (_bellhop_direct_v1_PushRefusal);
}
