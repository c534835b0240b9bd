// Original file: proto/bellhop/direct/v1/push_service.proto


/**
 * Request of GetPush.
 */
export interface GetPushRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The push.
   */
  'directPushId'?: (string);
}

/**
 * Request of GetPush.
 */
export interface GetPushRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The push.
   */
  'directPushId': (string);
}
