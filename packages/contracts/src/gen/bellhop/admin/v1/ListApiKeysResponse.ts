// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { ApiKeyInput as _bellhop_admin_v1_ApiKeyInput, ApiKey as _bellhop_admin_v1_ApiKey } from '../../../bellhop/admin/v1/ApiKey.ts';

/**
 * Response of ListApiKeys.
 */
export interface ListApiKeysResponseInput {
  /**
   * Whether there is such an app.
   */
  'found'?: (boolean);
  /**
   * Oldest first.
   */
  'keys'?: (_bellhop_admin_v1_ApiKeyInput)[];
}

/**
 * Response of ListApiKeys.
 */
export interface ListApiKeysResponse {
  /**
   * Whether there is such an app.
   */
  'found': (boolean);
  /**
   * Oldest first.
   */
  'keys': (_bellhop_admin_v1_ApiKey)[];
}
