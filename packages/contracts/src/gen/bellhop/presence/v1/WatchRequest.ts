// Original file: proto/bellhop/presence/v1/presence_service.proto


/**
 * Request of Watch.
 */
export interface WatchRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * 1..1,000 users.
   */
  'userIds'?: (string)[];
}

/**
 * Request of Watch.
 */
export interface WatchRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * 1..1,000 users.
   */
  'userIds': (string)[];
}
