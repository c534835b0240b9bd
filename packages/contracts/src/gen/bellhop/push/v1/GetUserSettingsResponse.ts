// Original file: proto/bellhop/push/v1/user_settings_service.proto

import type { UserSettingsInput as _bellhop_push_v1_UserSettingsInput, UserSettings as _bellhop_push_v1_UserSettings } from '../../../bellhop/push/v1/UserSettings.ts';

/**
 * Response of GetUserSettings.
 */
export interface GetUserSettingsResponseInput {
  /**
   * The settings.
   */
  'settings'?: (_bellhop_push_v1_UserSettingsInput | null);
}

/**
 * Response of GetUserSettings.
 */
export interface GetUserSettingsResponse {
  /**
   * The settings.
   */
  'settings': (_bellhop_push_v1_UserSettings | null);
}
