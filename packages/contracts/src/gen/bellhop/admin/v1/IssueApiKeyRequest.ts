// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Request of IssueApiKey.
 */
export interface IssueApiKeyRequestInput {
  /**
   * The app. It has at most 10 keys.
   */
  'app'?: (string);
  /**
   * What to call the key: who uses it, at most 64 characters.
   */
  'name'?: (string);
}

/**
 * Request of IssueApiKey.
 */
export interface IssueApiKeyRequest {
  /**
   * The app. It has at most 10 keys.
   */
  'app': (string);
  /**
   * What to call the key: who uses it, at most 64 characters.
   */
  'name': (string);
}
