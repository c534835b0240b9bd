// Original file: proto/bellhop/event/v1/push_outcomes.proto

import type { VendorInput as _bellhop_push_v1_VendorInput, Vendor as _bellhop_push_v1_Vendor } from '../../../bellhop/push/v1/Vendor.ts';
import type { PushResultInput as _bellhop_event_v1_PushResultInput, PushResult as _bellhop_event_v1_PushResult } from '../../../bellhop/event/v1/PushResult.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * One device's part of one call to a vendor.
 */
export interface PushAttemptInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The message.
   */
  'messageId'?: (string);
  /**
   * The task.
   */
  'taskId'?: (string);
  /**
   * The vendor.
   */
  'vendor'?: (_bellhop_push_v1_VendorInput);
  /**
   * The receiver.
   */
  'userId'?: (string);
  /**
   * His device.
   */
  'deviceId'?: (string);
  /**
   * Its push address.
   */
  'pushId'?: (string);
  /**
   * Number of the attempt, from 1.
   */
  'attempt'?: (number);
  /**
   * What the vendor answered.
   */
  'result'?: (_bellhop_event_v1_PushResultInput);
  /**
   * The vendor's own code, e.g. "20301" or "UNREGISTERED"; "HTTP 503", "timeout", "reset" when it gave none.
   */
  'vendorCode'?: (string);
  /**
   * In plain words, at most 200 characters, without tokens.
   */
  'reason'?: (string);
  /**
   * The vendor's id of the push; empty unless accepted.
   */
  'vendorMessageId'?: (string);
  /**
   * When the answer came, Unix ms.
   */
  'atMs'?: (number | string | Long);
  /**
   * How long the call took, ms.
   */
  'tookMs'?: (number);
  /**
   * When it is tried again, Unix ms; 0 = never.
   */
  'retryAtMs'?: (number | string | Long);
  /**
   * SHA-256 of the token the vendor called invalid, hex: the token is cleared only if it is still that one. Empty otherwise.
   */
  'invalidTokenSha256'?: (string);
  /**
   * Since when the token is invalid by the vendor's clock, Unix ms; 0 = not said, as by all five vendors of now. APNs says it.
   */
  'invalidSinceMs'?: (number | string | Long);
  /**
   * Fields that were shortened to the vendor's limits: "title", "content".
   */
  'shortened'?: (string)[];
  /**
   * What the message asks for and its vendor does not have: "threadID", "enableBadge", "templateID". Said with the first attempt alone.
   */
  'ignored'?: (string)[];
}

/**
 * One device's part of one call to a vendor.
 */
export interface PushAttempt {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The message.
   */
  'messageId': (string);
  /**
   * The task.
   */
  'taskId': (string);
  /**
   * The vendor.
   */
  'vendor': (_bellhop_push_v1_Vendor);
  /**
   * The receiver.
   */
  'userId': (string);
  /**
   * His device.
   */
  'deviceId': (string);
  /**
   * Its push address.
   */
  'pushId': (string);
  /**
   * Number of the attempt, from 1.
   */
  'attempt': (number);
  /**
   * What the vendor answered.
   */
  'result': (_bellhop_event_v1_PushResult);
  /**
   * The vendor's own code, e.g. "20301" or "UNREGISTERED"; "HTTP 503", "timeout", "reset" when it gave none.
   */
  'vendorCode': (string);
  /**
   * In plain words, at most 200 characters, without tokens.
   */
  'reason': (string);
  /**
   * The vendor's id of the push; empty unless accepted.
   */
  'vendorMessageId': (string);
  /**
   * When the answer came, Unix ms.
   */
  'atMs': (number);
  /**
   * How long the call took, ms.
   */
  'tookMs': (number);
  /**
   * When it is tried again, Unix ms; 0 = never.
   */
  'retryAtMs': (number);
  /**
   * SHA-256 of the token the vendor called invalid, hex: the token is cleared only if it is still that one. Empty otherwise.
   */
  'invalidTokenSha256': (string);
  /**
   * Since when the token is invalid by the vendor's clock, Unix ms; 0 = not said, as by all five vendors of now. APNs says it.
   */
  'invalidSinceMs': (number);
  /**
   * Fields that were shortened to the vendor's limits: "title", "content".
   */
  'shortened': (string)[];
  /**
   * What the message asks for and its vendor does not have: "threadID", "enableBadge", "templateID". Said with the first attempt alone.
   */
  'ignored': (string)[];
}
