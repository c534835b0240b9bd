// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { VendorInput as _bellhop_push_v1_VendorInput, Vendor as _bellhop_push_v1_Vendor } from '../../../bellhop/push/v1/Vendor.ts';

/**
 * Request of TestCertificateSet.
 */
export interface TestCertificateSetRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The vendor.
   */
  'vendor'?: (_bellhop_push_v1_VendorInput);
  /**
   * Which set; 0 = 1.
   */
  'appType'?: (number);
}

/**
 * Request of TestCertificateSet.
 */
export interface TestCertificateSetRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The vendor.
   */
  'vendor': (_bellhop_push_v1_Vendor);
  /**
   * Which set; 0 = 1.
   */
  'appType': (number);
}
