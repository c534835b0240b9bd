// Original file: proto/bellhop/push/v1/credential_service.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Response of GetCredential.
 */
export interface GetCredentialResponseInput {
  /**
   * Whether the app has such a credential.
   */
  'found'?: (boolean);
  /**
   * The credential as JSON, of the vendor's shape (see docs/certificates.md).
   */
  'credentialJson'?: (string);
  /**
   * Changes with every save.
   */
  'version'?: (number | string | Long);
}

/**
 * Response of GetCredential.
 */
export interface GetCredentialResponse {
  /**
   * Whether the app has such a credential.
   */
  'found': (boolean);
  /**
   * The credential as JSON, of the vendor's shape (see docs/certificates.md).
   */
  'credentialJson': (string);
  /**
   * Changes with every save.
   */
  'version': (number);
}
