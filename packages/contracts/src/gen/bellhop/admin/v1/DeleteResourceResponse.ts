// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Response of DeleteResource.
 */
export interface DeleteResourceResponseInput {
  /**
   * Whether there was one.
   */
  'deleted'?: (boolean);
}

/**
 * Response of DeleteResource.
 */
export interface DeleteResourceResponse {
  /**
   * Whether there was one.
   */
  'deleted': (boolean);
}
