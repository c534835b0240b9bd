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
  /**
   * What will keep messages from arriving although the credential is right, in plain words: a vendor without a channel or category that carries
   * instant messages. Empty = nothing is known.
   */
  'warnings'?: (string)[];
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
  /**
   * What will keep messages from arriving although the credential is right, in plain words: a vendor without a channel or category that carries
   * instant messages. Empty = nothing is known.
   */
  'warnings': (string)[];
}
