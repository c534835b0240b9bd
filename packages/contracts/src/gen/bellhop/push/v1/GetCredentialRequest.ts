// Original file: proto/bellhop/push/v1/credential_service.proto

import type { VendorInput as _bellhop_push_v1_VendorInput, Vendor as _bellhop_push_v1_Vendor } from '../../../bellhop/push/v1/Vendor.ts';

/**
 * Request of GetCredential.
 */
export interface GetCredentialRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The vendor.
   */
  'vendor'?: (_bellhop_push_v1_VendorInput);
  /**
   * The certificate set.
   */
  'appType'?: (number);
}

/**
 * Request of GetCredential.
 */
export interface GetCredentialRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The vendor.
   */
  'vendor': (_bellhop_push_v1_Vendor);
  /**
   * The certificate set.
   */
  'appType': (number);
}
