// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { AppLimitsInput as _bellhop_admin_v1_AppLimitsInput, AppLimits as _bellhop_admin_v1_AppLimits } from '../../../bellhop/admin/v1/AppLimits.ts';
import type { DeviceModeInput as _bellhop_admin_v1_DeviceModeInput, DeviceMode as _bellhop_admin_v1_DeviceMode } from '../../../bellhop/admin/v1/DeviceMode.ts';
import type { PushRulesInput as _bellhop_admin_v1_PushRulesInput, PushRules as _bellhop_admin_v1_PushRules } from '../../../bellhop/admin/v1/PushRules.ts';

/**
 * Request of UpdateApp.
 */
export interface UpdateAppRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * New name.
   */
  'name'?: (string);
  /**
   * New package name.
   */
  'packageName'?: (string);
  /**
   * Limits to change.
   */
  'limits'?: (_bellhop_admin_v1_AppLimitsInput | null);
  /**
   * New device mode; unspecified = stays.
   */
  'deviceMode'?: (_bellhop_admin_v1_DeviceModeInput);
  /**
   * Rules of pushes to change; texts of a locale replace that locale's.
   */
  'pushRules'?: (_bellhop_admin_v1_PushRulesInput | null);
  '_name'?: "name";
  '_packageName'?: "packageName";
}

/**
 * Request of UpdateApp.
 */
export interface UpdateAppRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * New name.
   */
  'name'?: (string);
  /**
   * New package name.
   */
  'packageName'?: (string);
  /**
   * Limits to change.
   */
  'limits': (_bellhop_admin_v1_AppLimits | null);
  /**
   * New device mode; unspecified = stays.
   */
  'deviceMode': (_bellhop_admin_v1_DeviceMode);
  /**
   * Rules of pushes to change; texts of a locale replace that locale's.
   */
  'pushRules': (_bellhop_admin_v1_PushRules | null);
  '_name'?: "name";
  '_packageName'?: "packageName";
}
