// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { CredentialTestResultInput as _bellhop_admin_v1_CredentialTestResultInput, CredentialTestResult as _bellhop_admin_v1_CredentialTestResult } from '../../../bellhop/admin/v1/CredentialTestResult.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * Response of TestCertificateSet.
 */
export interface TestCertificateSetResponseInput {
  /**
   * Whether there is such a set.
   */
  'found'?: (boolean);
  /**
   * What came of it.
   */
  'result'?: (_bellhop_admin_v1_CredentialTestResultInput);
  /**
   * The vendor's own code, or "HTTP 503", "timeout" and the like; empty when there is none.
   */
  'vendorCode'?: (string);
  /**
   * In plain words.
   */
  'text'?: (string);
  /**
   * The version that was shown to the vendor; 0 = none was.
   */
  'version'?: (number | string | Long);
}

/**
 * Response of TestCertificateSet.
 */
export interface TestCertificateSetResponse {
  /**
   * Whether there is such a set.
   */
  'found': (boolean);
  /**
   * What came of it.
   */
  'result': (_bellhop_admin_v1_CredentialTestResult);
  /**
   * The vendor's own code, or "HTTP 503", "timeout" and the like; empty when there is none.
   */
  'vendorCode': (string);
  /**
   * In plain words.
   */
  'text': (string);
  /**
   * The version that was shown to the vendor; 0 = none was.
   */
  'version': (number);
}
