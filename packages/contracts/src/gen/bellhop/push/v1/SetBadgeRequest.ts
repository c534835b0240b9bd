// Original file: proto/bellhop/push/v1/user_settings_service.proto


/**
 * Request of SetBadge.
 */
export interface SetBadgeRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The user.
   */
  'userId'?: (string);
  /**
   * What stands on the badge, 0..9,999.
   */
  'badge'?: (number);
}

/**
 * Request of SetBadge.
 */
export interface SetBadgeRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The user.
   */
  'userId': (string);
  /**
   * What stands on the badge, 0..9,999.
   */
  'badge': (number);
}
