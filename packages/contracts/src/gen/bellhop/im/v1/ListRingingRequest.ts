// Original file: proto/bellhop/im/v1/sync_service.proto


/**
 * Request of ListRinging.
 */
export interface ListRingingRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The user.
   */
  'userId'?: (string);
}

/**
 * Request of ListRinging.
 */
export interface ListRingingRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The user.
   */
  'userId': (string);
}
