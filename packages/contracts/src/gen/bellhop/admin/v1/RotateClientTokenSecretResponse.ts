// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Response of RotateClientTokenSecret.
 */
export interface RotateClientTokenSecretResponseInput {
  /**
   * Whether there is such an app.
   */
  'found'?: (boolean);
  /**
   * The new secret, shown this once.
   */
  'clientTokenSecret'?: (string);
  /**
   * When the secret until now ends, Unix ms; absent when it has ended.
   */
  'formerValidUntilMs'?: (number | string | Long);
  '_formerValidUntilMs'?: "formerValidUntilMs";
}

/**
 * Response of RotateClientTokenSecret.
 */
export interface RotateClientTokenSecretResponse {
  /**
   * Whether there is such an app.
   */
  'found': (boolean);
  /**
   * The new secret, shown this once.
   */
  'clientTokenSecret': (string);
  /**
   * When the secret until now ends, Unix ms; absent when it has ended.
   */
  'formerValidUntilMs'?: (number);
  '_formerValidUntilMs'?: "formerValidUntilMs";
}
