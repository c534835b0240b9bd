// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { CertificateSetInput as _bellhop_admin_v1_CertificateSetInput, CertificateSet as _bellhop_admin_v1_CertificateSet } from '../../../bellhop/admin/v1/CertificateSet.ts';

/**
 * Response of ListCertificateSets.
 */
export interface ListCertificateSetsResponseInput {
  /**
   * By vendor and set.
   */
  'sets'?: (_bellhop_admin_v1_CertificateSetInput)[];
}

/**
 * Response of ListCertificateSets.
 */
export interface ListCertificateSetsResponse {
  /**
   * By vendor and set.
   */
  'sets': (_bellhop_admin_v1_CertificateSet)[];
}
