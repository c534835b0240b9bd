// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Response of RevokeFormerClientTokenSecret.
 */
export interface RevokeFormerClientTokenSecretResponseInput {
  /**
   * False when there was none beside the one that signs now.
   */
  'revoked'?: (boolean);
}

/**
 * Response of RevokeFormerClientTokenSecret.
 */
export interface RevokeFormerClientTokenSecretResponse {
  /**
   * False when there was none beside the one that signs now.
   */
  'revoked': (boolean);
}
