// Original file: proto/bellhop/push/v1/trace_service.proto

import type { VendorInput as _bellhop_push_v1_VendorInput, Vendor as _bellhop_push_v1_Vendor } from '../../../bellhop/push/v1/Vendor.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * One thing that happened.
 */
export interface TraceEntryInput {
  /**
   * When, Unix ms.
   */
  'atMs'?: (number | string | Long);
  /**
   * What: accepted, stored, not-pushed, task, vendor-accepted, invalid-token, rejected, throttled, unavailable, misconfigured,
   * quota-exhausted, expired, superseded, token-held; dead-letter = a service could not handle it. What was shortened is said in the text of the attempt.
   */
  'kind'?: (string);
  /**
   * In plain words.
   */
  'text'?: (string);
  /**
   * The message.
   */
  'messageId'?: (string);
  /**
   * The push address; empty for entries about the message itself.
   */
  'pushId'?: (string);
  /**
   * The receiver; empty for entries about the message itself.
   */
  'userId'?: (string);
  /**
   * His device; empty when no device is concerned.
   */
  'deviceId'?: (string);
  /**
   * The vendor; unset when none is concerned.
   */
  'vendor'?: (_bellhop_push_v1_VendorInput);
  /**
   * The vendor's own code, as text; empty when there is none.
   */
  'vendorCode'?: (string);
  /**
   * The vendor's id of the push; empty when there is none.
   */
  'vendorMessageId'?: (string);
  /**
   * Number of the attempt, from 1; 0 when no attempt is concerned.
   */
  'attempt'?: (number);
}

/**
 * One thing that happened.
 */
export interface TraceEntry {
  /**
   * When, Unix ms.
   */
  'atMs': (number);
  /**
   * What: accepted, stored, not-pushed, task, vendor-accepted, invalid-token, rejected, throttled, unavailable, misconfigured,
   * quota-exhausted, expired, superseded, token-held; dead-letter = a service could not handle it. What was shortened is said in the text of the attempt.
   */
  'kind': (string);
  /**
   * In plain words.
   */
  'text': (string);
  /**
   * The message.
   */
  'messageId': (string);
  /**
   * The push address; empty for entries about the message itself.
   */
  'pushId': (string);
  /**
   * The receiver; empty for entries about the message itself.
   */
  'userId': (string);
  /**
   * His device; empty when no device is concerned.
   */
  'deviceId': (string);
  /**
   * The vendor; unset when none is concerned.
   */
  'vendor': (_bellhop_push_v1_Vendor);
  /**
   * The vendor's own code, as text; empty when there is none.
   */
  'vendorCode': (string);
  /**
   * The vendor's id of the push; empty when there is none.
   */
  'vendorMessageId': (string);
  /**
   * Number of the attempt, from 1; 0 when no attempt is concerned.
   */
  'attempt': (number);
}
