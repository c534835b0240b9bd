// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Request of DeleteResource.
 */
export interface DeleteResourceRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The resource.
   */
  'resourcesId'?: (string);
}

/**
 * Request of DeleteResource.
 */
export interface DeleteResourceRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The resource.
   */
  'resourcesId': (string);
}
