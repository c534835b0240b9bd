// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Response of SaveCertificateSet.
 */
export interface SaveCertificateSetResponseInput {
  /**
   * Whether there is such an app.
   */
  'found'?: (boolean);
  /**
   * Version now in force.
   */
  'version'?: (number | string | Long);
}

/**
 * Response of SaveCertificateSet.
 */
export interface SaveCertificateSetResponse {
  /**
   * Whether there is such an app.
   */
  'found': (boolean);
  /**
   * Version now in force.
   */
  'version': (number);
}
