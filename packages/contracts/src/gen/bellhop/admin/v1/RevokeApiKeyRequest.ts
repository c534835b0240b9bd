// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Request of RevokeApiKey.
 */
export interface RevokeApiKeyRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The key's id.
   */
  'keyId'?: (string);
}

/**
 * Request of RevokeApiKey.
 */
export interface RevokeApiKeyRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The key's id.
   */
  'keyId': (string);
}
