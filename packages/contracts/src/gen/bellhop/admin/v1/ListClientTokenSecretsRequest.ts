// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Request of ListClientTokenSecrets.
 */
export interface ListClientTokenSecretsRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
}

/**
 * Request of ListClientTokenSecrets.
 */
export interface ListClientTokenSecretsRequest {
  /**
   * The app.
   */
  'app': (string);
}
