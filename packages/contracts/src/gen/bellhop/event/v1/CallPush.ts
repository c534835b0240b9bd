// Original file: proto/bellhop/event/v1/offline_recipients.proto

import type { CallPushKindInput as _bellhop_event_v1_CallPushKindInput, CallPushKind as _bellhop_event_v1_CallPushKind } from '../../../bellhop/event/v1/CallPushKind.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * What a push says of a call.
 */
export interface CallPushInput {
  /**
   * Rings, or ends the ringing.
   */
  'kind'?: (_bellhop_event_v1_CallPushKindInput);
  /**
   * The call.
   */
  'callId'?: (string);
  /**
   * Who called.
   */
  'callerUserId'?: (string);
  /**
   * What the caller said, at most 2,048 bytes; left out of a push whose vendor has no room for it.
   */
  'extendedData'?: (string);
  /**
   * When the invitation ends, or would have ended, by itself, Unix ms: what the app is told as `expireAt`.
   */
  'expiresAtMs'?: (number | string | Long);
  /**
   * Whether it is a video call.
   */
  'hasVideo'?: (boolean);
  /**
   * After this the push itself is worthless, Unix ms. Of what rings the same as expires_at_ms.
   */
  'pushExpiresAtMs'?: (number | string | Long);
  /**
   * When the user was invited, Unix ms; 0 = not said, by a release before.
   */
  'rangAtMs'?: (number | string | Long);
}

/**
 * What a push says of a call.
 */
export interface CallPush {
  /**
   * Rings, or ends the ringing.
   */
  'kind': (_bellhop_event_v1_CallPushKind);
  /**
   * The call.
   */
  'callId': (string);
  /**
   * Who called.
   */
  'callerUserId': (string);
  /**
   * What the caller said, at most 2,048 bytes; left out of a push whose vendor has no room for it.
   */
  'extendedData': (string);
  /**
   * When the invitation ends, or would have ended, by itself, Unix ms: what the app is told as `expireAt`.
   */
  'expiresAtMs': (number);
  /**
   * Whether it is a video call.
   */
  'hasVideo': (boolean);
  /**
   * After this the push itself is worthless, Unix ms. Of what rings the same as expires_at_ms.
   */
  'pushExpiresAtMs': (number);
  /**
   * When the user was invited, Unix ms; 0 = not said, by a release before.
   */
  'rangAtMs': (number);
}
