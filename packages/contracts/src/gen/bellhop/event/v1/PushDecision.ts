// Original file: proto/bellhop/event/v1/push_outcomes.proto

import type { PushVerdictInput as _bellhop_event_v1_PushVerdictInput, PushVerdict as _bellhop_event_v1_PushVerdict } from '../../../bellhop/event/v1/PushVerdict.ts';
import type { VendorInput as _bellhop_push_v1_VendorInput, Vendor as _bellhop_push_v1_Vendor } from '../../../bellhop/push/v1/Vendor.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * Push or not, for one device or one user without any.
 */
export interface PushDecisionInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The message.
   */
  'messageId'?: (string);
  /**
   * The receiver; empty when it is about the message.
   */
  'userId'?: (string);
  /**
   * Their device; empty when they have none.
   */
  'deviceId'?: (string);
  /**
   * Its push address; empty when it has none.
   */
  'pushId'?: (string);
  /**
   * What was decided.
   */
  'verdict'?: (_bellhop_event_v1_PushVerdictInput);
  /**
   * The vendor; unset when none.
   */
  'vendor'?: (_bellhop_push_v1_VendorInput);
  /**
   * Task that was made; empty when none.
   */
  'taskId'?: (string);
  /**
   * Why the device counted as offline: "no connection", "no acknowledgement", "presence unknown".
   */
  'offlineReason'?: (string);
  /**
   * When the gateway accepted the message, Unix ms.
   */
  'acceptedAtMs'?: (number | string | Long);
  /**
   * When it was stored, Unix ms.
   */
  'storedAtMs'?: (number | string | Long);
  /**
   * When online or offline was decided, Unix ms.
   */
  'decidedAtMs'?: (number | string | Long);
  /**
   * When the push was decided, Unix ms.
   */
  'atMs'?: (number | string | Long);
  /**
   * What was chosen because the sender did not say, or cannot be had as they said it: in plain words, at most 5 of at most 200 characters.
   */
  'notes'?: (string)[];
}

/**
 * Push or not, for one device or one user without any.
 */
export interface PushDecision {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The message.
   */
  'messageId': (string);
  /**
   * The receiver; empty when it is about the message.
   */
  'userId': (string);
  /**
   * Their device; empty when they have none.
   */
  'deviceId': (string);
  /**
   * Its push address; empty when it has none.
   */
  'pushId': (string);
  /**
   * What was decided.
   */
  'verdict': (_bellhop_event_v1_PushVerdict);
  /**
   * The vendor; unset when none.
   */
  'vendor': (_bellhop_push_v1_Vendor);
  /**
   * Task that was made; empty when none.
   */
  'taskId': (string);
  /**
   * Why the device counted as offline: "no connection", "no acknowledgement", "presence unknown".
   */
  'offlineReason': (string);
  /**
   * When the gateway accepted the message, Unix ms.
   */
  'acceptedAtMs': (number);
  /**
   * When it was stored, Unix ms.
   */
  'storedAtMs': (number);
  /**
   * When online or offline was decided, Unix ms.
   */
  'decidedAtMs': (number);
  /**
   * When the push was decided, Unix ms.
   */
  'atMs': (number);
  /**
   * What was chosen because the sender did not say, or cannot be had as they said it: in plain words, at most 5 of at most 200 characters.
   */
  'notes': (string)[];
}
