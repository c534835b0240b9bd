// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Response of RevokeApiKey.
 */
export interface RevokeApiKeyResponseInput {
  /**
   * False when the app has no such key.
   */
  'revoked'?: (boolean);
}

/**
 * Response of RevokeApiKey.
 */
export interface RevokeApiKeyResponse {
  /**
   * False when the app has no such key.
   */
  'revoked': (boolean);
}
