// Original file: proto/bellhop/im/v1/user_service.proto


/**
 * Request of DeleteUser.
 */
export interface DeleteUserRequestInput {
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
 * Request of DeleteUser.
 */
export interface DeleteUserRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The user.
   */
  'userId': (string);
}
