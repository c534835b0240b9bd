// Original file: proto/bellhop/push/v1/user_settings_service.proto

import type { QuietHoursInput as _bellhop_push_v1_QuietHoursInput, QuietHours as _bellhop_push_v1_QuietHours } from '../../../bellhop/push/v1/QuietHours.ts';
import type { QuietPlatformsInput as _bellhop_push_v1_QuietPlatformsInput, QuietPlatforms as _bellhop_push_v1_QuietPlatforms } from '../../../bellhop/push/v1/QuietPlatforms.ts';

/**
 * What a user wants of pushes.
 */
export interface UserSettingsInput {
  /**
   * What others read as the sender of their messages, at most 64 characters; empty = their user id.
   */
  'userName'?: (string);
  /**
   * When nothing rings; absent = at no time.
   */
  'quietHours'?: (_bellhop_push_v1_QuietHoursInput | null);
  /**
   * Which platforms are silent while others are online; absent = none.
   */
  'quietPlatforms'?: (_bellhop_push_v1_QuietPlatformsInput | null);
  /**
   * What stands on the badge, 0..9,999.
   */
  'badge'?: (number);
}

/**
 * What a user wants of pushes.
 */
export interface UserSettings {
  /**
   * What others read as the sender of their messages, at most 64 characters; empty = their user id.
   */
  'userName': (string);
  /**
   * When nothing rings; absent = at no time.
   */
  'quietHours': (_bellhop_push_v1_QuietHours | null);
  /**
   * Which platforms are silent while others are online; absent = none.
   */
  'quietPlatforms': (_bellhop_push_v1_QuietPlatforms | null);
  /**
   * What stands on the badge, 0..9,999.
   */
  'badge': (number);
}
