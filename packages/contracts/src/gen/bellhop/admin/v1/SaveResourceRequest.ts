// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { ResourceInput as _bellhop_admin_v1_ResourceInput, Resource as _bellhop_admin_v1_Resource } from '../../../bellhop/admin/v1/Resource.ts';

/**
 * Request of SaveResource.
 */
export interface SaveResourceRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The resource.
   */
  'resource'?: (_bellhop_admin_v1_ResourceInput | null);
}

/**
 * Request of SaveResource.
 */
export interface SaveResourceRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The resource.
   */
  'resource': (_bellhop_admin_v1_Resource | null);
}
