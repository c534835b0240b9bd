// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Request of RevokeFormerClientTokenSecret.
 */
export interface RevokeFormerClientTokenSecretRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
}

/**
 * Request of RevokeFormerClientTokenSecret.
 */
export interface RevokeFormerClientTokenSecretRequest {
  /**
   * The app.
   */
  'app': (string);
}
