// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Request of ListApiKeys.
 */
export interface ListApiKeysRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
}

/**
 * Request of ListApiKeys.
 */
export interface ListApiKeysRequest {
  /**
   * The app.
   */
  'app': (string);
}
