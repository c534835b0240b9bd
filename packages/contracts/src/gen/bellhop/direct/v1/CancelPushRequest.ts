// Original file: proto/bellhop/direct/v1/push_service.proto


/**
 * Request of CancelPush.
 */
export interface CancelPushRequestInput {
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
 * Request of CancelPush.
 */
export interface CancelPushRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The push.
   */
  'directPushId': (string);
}
