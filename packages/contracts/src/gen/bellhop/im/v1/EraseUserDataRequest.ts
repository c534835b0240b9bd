// Original file: proto/bellhop/im/v1/user_data_service.proto


/**
 * Request of EraseUserData.
 */
export interface EraseUserDataRequestInput {
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
 * Request of EraseUserData.
 */
export interface EraseUserDataRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The user.
   */
  'userId': (string);
}
