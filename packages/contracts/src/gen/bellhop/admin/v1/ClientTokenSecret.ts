// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { Long } from '@grpc/proto-loader';

/**
 * A client-token secret of an app. The secret itself comes out once, when it is issued.
 */
export interface ClientTokenSecretInput {
  /**
   * Since when it signs, Unix ms: when it was issued.
   */
  'issuedAtMs'?: (number | string | Long);
  /**
   * When it ends, Unix ms; absent for the one that signs now, which does not end by itself.
   */
  'validUntilMs'?: (number | string | Long);
  '_validUntilMs'?: "validUntilMs";
}

/**
 * A client-token secret of an app. The secret itself comes out once, when it is issued.
 */
export interface ClientTokenSecret {
  /**
   * Since when it signs, Unix ms: when it was issued.
   */
  'issuedAtMs': (number);
  /**
   * When it ends, Unix ms; absent for the one that signs now, which does not end by itself.
   */
  'validUntilMs'?: (number);
  '_validUntilMs'?: "validUntilMs";
}
