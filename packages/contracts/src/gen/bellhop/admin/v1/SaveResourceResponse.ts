// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Response of SaveResource.
 */
export interface SaveResourceResponseInput {
  /**
   * Whether there is such an app.
   */
  'found'?: (boolean);
}

/**
 * Response of SaveResource.
 */
export interface SaveResourceResponse {
  /**
   * Whether there is such an app.
   */
  'found': (boolean);
}
