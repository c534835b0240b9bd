// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { VendorInput as _bellhop_push_v1_VendorInput, Vendor as _bellhop_push_v1_Vendor } from '../../../bellhop/push/v1/Vendor.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * A certificate set without its contents.
 */
export interface CertificateSetInput {
  /**
   * The vendor.
   */
  'vendor'?: (_bellhop_push_v1_VendorInput);
  /**
   * Which set.
   */
  'appType'?: (number);
  /**
   * Version in force.
   */
  'version'?: (number | string | Long);
  /**
   * When it was saved, Unix ms.
   */
  'savedAtMs'?: (number | string | Long);
}

/**
 * A certificate set without its contents.
 */
export interface CertificateSet {
  /**
   * The vendor.
   */
  'vendor': (_bellhop_push_v1_Vendor);
  /**
   * Which set.
   */
  'appType': (number);
  /**
   * Version in force.
   */
  'version': (number);
  /**
   * When it was saved, Unix ms.
   */
  'savedAtMs': (number);
}
