// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { AppInput as _bellhop_admin_v1_AppInput, App as _bellhop_admin_v1_App } from '../../../bellhop/admin/v1/App.ts';

/**
 * Response of ListApps.
 */
export interface ListAppsResponseInput {
  /**
   * By id.
   */
  'apps'?: (_bellhop_admin_v1_AppInput)[];
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken'?: (string);
}

/**
 * Response of ListApps.
 */
export interface ListAppsResponse {
  /**
   * By id.
   */
  'apps': (_bellhop_admin_v1_App)[];
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken': (string);
}
