// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { AppLimitsInput as _bellhop_admin_v1_AppLimitsInput, AppLimits as _bellhop_admin_v1_AppLimits } from '../../../bellhop/admin/v1/AppLimits.ts';
import type { DeviceModeInput as _bellhop_admin_v1_DeviceModeInput, DeviceMode as _bellhop_admin_v1_DeviceMode } from '../../../bellhop/admin/v1/DeviceMode.ts';
import type { PushRulesInput as _bellhop_admin_v1_PushRulesInput, PushRules as _bellhop_admin_v1_PushRules } from '../../../bellhop/admin/v1/PushRules.ts';

/**
 * Request of CreateApp.
 */
export interface CreateAppRequestInput {
  /**
   * Id of the app.
   */
  'app'?: (string);
  /**
   * Name.
   */
  'name'?: (string);
  /**
   * Android package name.
   */
  'packageName'?: (string);
  /**
   * Limits other than the defaults.
   */
  'limits'?: (_bellhop_admin_v1_AppLimitsInput | null);
  /**
   * On how many devices a user may be logged in; unspecified = MULTI.
   */
  'deviceMode'?: (_bellhop_admin_v1_DeviceModeInput);
  /**
   * Rules of pushes other than the defaults.
   */
  'pushRules'?: (_bellhop_admin_v1_PushRulesInput | null);
}

/**
 * Request of CreateApp.
 */
export interface CreateAppRequest {
  /**
   * Id of the app.
   */
  'app': (string);
  /**
   * Name.
   */
  'name': (string);
  /**
   * Android package name.
   */
  'packageName': (string);
  /**
   * Limits other than the defaults.
   */
  'limits': (_bellhop_admin_v1_AppLimits | null);
  /**
   * On how many devices a user may be logged in; unspecified = MULTI.
   */
  'deviceMode': (_bellhop_admin_v1_DeviceMode);
  /**
   * Rules of pushes other than the defaults.
   */
  'pushRules': (_bellhop_admin_v1_PushRules | null);
}
