// Original file: proto/bellhop/push/v1/push_service.proto

import type { VendorInput as _bellhop_push_v1_VendorInput, Vendor as _bellhop_push_v1_Vendor } from '../../../bellhop/push/v1/Vendor.ts';
import type { PushVerdictInput as _bellhop_event_v1_PushVerdictInput, PushVerdict as _bellhop_event_v1_PushVerdict } from '../../../bellhop/event/v1/PushVerdict.ts';

/**
 * What was decided of one device.
 */
export interface PushDeviceResultInput {
  /**
   * The device.
   */
  'deviceId'?: (string);
  /**
   * Its push address.
   */
  'pushId'?: (string);
  /**
   * Its vendor.
   */
  'vendor'?: (_bellhop_push_v1_VendorInput);
  /**
   * Push, or the reason against it.
   */
  'verdict'?: (_bellhop_event_v1_PushVerdictInput);
  /**
   * Of a dry run: the title that it would show.
   */
  'title'?: (string);
  /**
   * Of a dry run: the content that it would show.
   */
  'content'?: (string);
  /**
   * Of a dry run: the resource that would be taken; empty = none.
   */
  'resourcesId'?: (string);
}

/**
 * What was decided of one device.
 */
export interface PushDeviceResult {
  /**
   * The device.
   */
  'deviceId': (string);
  /**
   * Its push address.
   */
  'pushId': (string);
  /**
   * Its vendor.
   */
  'vendor': (_bellhop_push_v1_Vendor);
  /**
   * Push, or the reason against it.
   */
  'verdict': (_bellhop_event_v1_PushVerdict);
  /**
   * Of a dry run: the title that it would show.
   */
  'title': (string);
  /**
   * Of a dry run: the content that it would show.
   */
  'content': (string);
  /**
   * Of a dry run: the resource that would be taken; empty = none.
   */
  'resourcesId': (string);
}
