// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { VendorInput as _bellhop_push_v1_VendorInput, Vendor as _bellhop_push_v1_Vendor } from '../../../bellhop/push/v1/Vendor.ts';

/**
 * Request of SaveCertificateSet.
 */
export interface SaveCertificateSetRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The vendor.
   */
  'vendor'?: (_bellhop_push_v1_VendorInput);
  /**
   * Which set, 1..100; 0 = 1.
   */
  'appType'?: (number);
  /**
   * The credential as JSON, of the vendor's shape (docs/certificates.md), at most 16 KiB.
   */
  'credentialJson'?: (string);
}

/**
 * Request of SaveCertificateSet.
 */
export interface SaveCertificateSetRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The vendor.
   */
  'vendor': (_bellhop_push_v1_Vendor);
  /**
   * Which set, 1..100; 0 = 1.
   */
  'appType': (number);
  /**
   * The credential as JSON, of the vendor's shape (docs/certificates.md), at most 16 KiB.
   */
  'credentialJson': (string);
}
