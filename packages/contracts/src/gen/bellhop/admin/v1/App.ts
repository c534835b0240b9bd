// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { AppLimitsInput as _bellhop_admin_v1_AppLimitsInput, AppLimits as _bellhop_admin_v1_AppLimits } from '../../../bellhop/admin/v1/AppLimits.ts';
import type { DeviceModeInput as _bellhop_admin_v1_DeviceModeInput, DeviceMode as _bellhop_admin_v1_DeviceMode } from '../../../bellhop/admin/v1/DeviceMode.ts';
import type { PushRulesInput as _bellhop_admin_v1_PushRulesInput, PushRules as _bellhop_admin_v1_PushRules } from '../../../bellhop/admin/v1/PushRules.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * An app (tenant).
 */
export interface AppInput {
  /**
   * Its id: 1..32 lower-case letters, digits and '-'.
   */
  'app'?: (string);
  /**
   * Its name, at most 64 characters.
   */
  'name'?: (string);
  /**
   * Its Android package name, e.g. com.example.app. Vendors check it.
   */
  'packageName'?: (string);
  /**
   * Its limits as they are in force, defaults filled in.
   */
  'limits'?: (_bellhop_admin_v1_AppLimitsInput | null);
  /**
   * When it was created, Unix ms.
   */
  'createdAtMs'?: (number | string | Long);
  /**
   * On how many devices a user may be logged in.
   */
  'deviceMode'?: (_bellhop_admin_v1_DeviceModeInput);
  /**
   * Its rules of pushes as they are in force, defaults filled in; texts as they were set.
   */
  'pushRules'?: (_bellhop_admin_v1_PushRulesInput | null);
}

/**
 * An app (tenant).
 */
export interface App {
  /**
   * Its id: 1..32 lower-case letters, digits and '-'.
   */
  'app': (string);
  /**
   * Its name, at most 64 characters.
   */
  'name': (string);
  /**
   * Its Android package name, e.g. com.example.app. Vendors check it.
   */
  'packageName': (string);
  /**
   * Its limits as they are in force, defaults filled in.
   */
  'limits': (_bellhop_admin_v1_AppLimits | null);
  /**
   * When it was created, Unix ms.
   */
  'createdAtMs': (number);
  /**
   * On how many devices a user may be logged in.
   */
  'deviceMode': (_bellhop_admin_v1_DeviceMode);
  /**
   * Its rules of pushes as they are in force, defaults filled in; texts as they were set.
   */
  'pushRules': (_bellhop_admin_v1_PushRules | null);
}
