// Original file: proto/bellhop/push/v1/user_settings_service.proto

import type { UserSettingsInput as _bellhop_push_v1_UserSettingsInput, UserSettings as _bellhop_push_v1_UserSettings } from '../../../bellhop/push/v1/UserSettings.ts';

/**
 * Response of UpdateUserSettings.
 */
export interface UpdateUserSettingsResponseInput {
  /**
   * The settings after the change.
   */
  'settings'?: (_bellhop_push_v1_UserSettingsInput | null);
}

/**
 * Response of UpdateUserSettings.
 */
export interface UpdateUserSettingsResponse {
  /**
   * The settings after the change.
   */
  'settings': (_bellhop_push_v1_UserSettings | null);
}
