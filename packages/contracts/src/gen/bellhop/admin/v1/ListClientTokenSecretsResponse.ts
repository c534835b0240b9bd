// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { ClientTokenSecretInput as _bellhop_admin_v1_ClientTokenSecretInput, ClientTokenSecret as _bellhop_admin_v1_ClientTokenSecret } from '../../../bellhop/admin/v1/ClientTokenSecret.ts';

/**
 * Response of ListClientTokenSecrets.
 */
export interface ListClientTokenSecretsResponseInput {
  /**
   * Whether there is such an app.
   */
  'found'?: (boolean);
  /**
   * The one that signs now first; at most two.
   */
  'secrets'?: (_bellhop_admin_v1_ClientTokenSecretInput)[];
}

/**
 * Response of ListClientTokenSecrets.
 */
export interface ListClientTokenSecretsResponse {
  /**
   * Whether there is such an app.
   */
  'found': (boolean);
  /**
   * The one that signs now first; at most two.
   */
  'secrets': (_bellhop_admin_v1_ClientTokenSecret)[];
}
