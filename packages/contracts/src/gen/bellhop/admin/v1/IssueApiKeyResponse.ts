// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Response of IssueApiKey.
 */
export interface IssueApiKeyResponseInput {
  /**
   * Whether there is such an app.
   */
  'found'?: (boolean);
  /**
   * Its id.
   */
  'keyId'?: (string);
  /**
   * The key, shown this once.
   */
  'apiKey'?: (string);
}

/**
 * Response of IssueApiKey.
 */
export interface IssueApiKeyResponse {
  /**
   * Whether there is such an app.
   */
  'found': (boolean);
  /**
   * Its id.
   */
  'keyId': (string);
  /**
   * The key, shown this once.
   */
  'apiKey': (string);
}
