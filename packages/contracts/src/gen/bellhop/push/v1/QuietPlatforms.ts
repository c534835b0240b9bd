// Original file: proto/bellhop/push/v1/user_settings_service.proto


/**
 * While the user is online on one of the first, devices of the second get no push.
 */
export interface QuietPlatformsInput {
  /**
   * At most 10 names as devices give them ("web", "windows"), each at most 16 characters; large and small letters are the same.
   */
  'onlinePlatforms'?: (string)[];
  /**
   * At most 10 names, e.g. "android", "ios".
   */
  'quietPlatforms'?: (string)[];
}

/**
 * While the user is online on one of the first, devices of the second get no push.
 */
export interface QuietPlatforms {
  /**
   * At most 10 names as devices give them ("web", "windows"), each at most 16 characters; large and small letters are the same.
   */
  'onlinePlatforms': (string)[];
  /**
   * At most 10 names, e.g. "android", "ios".
   */
  'quietPlatforms': (string)[];
}
