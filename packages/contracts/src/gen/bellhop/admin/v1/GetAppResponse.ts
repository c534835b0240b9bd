// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { AppInput as _bellhop_admin_v1_AppInput, App as _bellhop_admin_v1_App } from '../../../bellhop/admin/v1/App.ts';

/**
 * Response of GetApp.
 */
export interface GetAppResponseInput {
  /**
   * Absent when there is no such app.
   */
  'app'?: (_bellhop_admin_v1_AppInput | null);
}

/**
 * Response of GetApp.
 */
export interface GetAppResponse {
  /**
   * Absent when there is no such app.
   */
  'app': (_bellhop_admin_v1_App | null);
}
