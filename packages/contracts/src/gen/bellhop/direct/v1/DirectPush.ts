// Original file: proto/bellhop/direct/v1/push_service.proto

import type { DirectPushStateInput as _bellhop_direct_v1_DirectPushStateInput, DirectPushState as _bellhop_direct_v1_DirectPushState } from '../../../bellhop/direct/v1/DirectPushState.ts';
import type { PushConfigInput as _bellhop_im_v1_PushConfigInput, PushConfig as _bellhop_im_v1_PushConfig } from '../../../bellhop/im/v1/PushConfig.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * A push.
 */
export interface DirectPushInput {
  /**
   * Its id.
   */
  'directPushId'?: (string);
  /**
   * How far it has come.
   */
  'state'?: (_bellhop_direct_v1_DirectPushStateInput);
  /**
   * What the phones show.
   */
  'pushConfig'?: (_bellhop_im_v1_PushConfigInput | null);
  /**
   * When it was accepted, Unix ms.
   */
  'acceptedAtMs'?: (number | string | Long);
  /**
   * When it leaves or left, Unix ms.
   */
  'sendAtMs'?: (number | string | Long);
  /**
   * When it had left or was cancelled, Unix ms; 0 = neither yet.
   */
  'finishedAtMs'?: (number | string | Long);
  /**
   * How many targets it has.
   */
  'targetCount'?: (number);
  /**
   * As it was given; empty = none.
   */
  'idempotencyKey'?: (string);
  /**
   * As it was given; empty = none.
   */
  'collapseKey'?: (string);
}

/**
 * A push.
 */
export interface DirectPush {
  /**
   * Its id.
   */
  'directPushId': (string);
  /**
   * How far it has come.
   */
  'state': (_bellhop_direct_v1_DirectPushState);
  /**
   * What the phones show.
   */
  'pushConfig': (_bellhop_im_v1_PushConfig | null);
  /**
   * When it was accepted, Unix ms.
   */
  'acceptedAtMs': (number);
  /**
   * When it leaves or left, Unix ms.
   */
  'sendAtMs': (number);
  /**
   * When it had left or was cancelled, Unix ms; 0 = neither yet.
   */
  'finishedAtMs': (number);
  /**
   * How many targets it has.
   */
  'targetCount': (number);
  /**
   * As it was given; empty = none.
   */
  'idempotencyKey': (string);
  /**
   * As it was given; empty = none.
   */
  'collapseKey': (string);
}
