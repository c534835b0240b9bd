// Original file: proto/bellhop/push/v1/user_settings_service.proto


/**
 * Request of GetUserSettings.
 */
export interface GetUserSettingsRequestInput {
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
 * Request of GetUserSettings.
 */
export interface GetUserSettingsRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The user.
   */
  'userId': (string);
}
