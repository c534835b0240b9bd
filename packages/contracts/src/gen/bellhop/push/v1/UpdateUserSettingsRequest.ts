// Original file: proto/bellhop/push/v1/user_settings_service.proto

import type { QuietHoursInput as _bellhop_push_v1_QuietHoursInput, QuietHours as _bellhop_push_v1_QuietHours } from '../../../bellhop/push/v1/QuietHours.ts';
import type { QuietPlatformsInput as _bellhop_push_v1_QuietPlatformsInput, QuietPlatforms as _bellhop_push_v1_QuietPlatforms } from '../../../bellhop/push/v1/QuietPlatforms.ts';

/**
 * Request of UpdateUserSettings.
 */
export interface UpdateUserSettingsRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The user.
   */
  'userId'?: (string);
  /**
   * New name, at most 64 characters; empty = none.
   */
  'userName'?: (string);
  /**
   * New quiet hours; without `from` and `to` = none any more.
   */
  'quietHours'?: (_bellhop_push_v1_QuietHoursInput | null);
  /**
   * New quiet platforms; without names = none any more.
   */
  'quietPlatforms'?: (_bellhop_push_v1_QuietPlatformsInput | null);
  '_userName'?: "userName";
}

/**
 * Request of UpdateUserSettings.
 */
export interface UpdateUserSettingsRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The user.
   */
  'userId': (string);
  /**
   * New name, at most 64 characters; empty = none.
   */
  'userName'?: (string);
  /**
   * New quiet hours; without `from` and `to` = none any more.
   */
  'quietHours': (_bellhop_push_v1_QuietHours | null);
  /**
   * New quiet platforms; without names = none any more.
   */
  'quietPlatforms': (_bellhop_push_v1_QuietPlatforms | null);
  '_userName'?: "userName";
}
