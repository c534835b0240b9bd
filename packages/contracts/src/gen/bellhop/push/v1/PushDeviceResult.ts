// Original file: proto/bellhop/push/v1/push_result.proto

import type { VendorInput as _bellhop_push_v1_VendorInput, Vendor as _bellhop_push_v1_Vendor } from '../../../bellhop/push/v1/Vendor.ts';

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
   * "pushed", or the reason against it: "noToken", "noCertificate", "noDataPush", "quietHours", "muted" and what else the trace tells; more may come.
   */
  'verdict'?: (string);
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
   * "pushed", or the reason against it: "noToken", "noCertificate", "noDataPush", "quietHours", "muted" and what else the trace tells; more may come.
   */
  'verdict': (string);
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
