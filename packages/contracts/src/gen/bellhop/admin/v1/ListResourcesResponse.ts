// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { ResourceInput as _bellhop_admin_v1_ResourceInput, Resource as _bellhop_admin_v1_Resource } from '../../../bellhop/admin/v1/Resource.ts';

/**
 * Response of ListResources.
 */
export interface ListResourcesResponseInput {
  /**
   * By id.
   */
  'resources'?: (_bellhop_admin_v1_ResourceInput)[];
}

/**
 * Response of ListResources.
 */
export interface ListResourcesResponse {
  /**
   * By id.
   */
  'resources': (_bellhop_admin_v1_Resource)[];
}
