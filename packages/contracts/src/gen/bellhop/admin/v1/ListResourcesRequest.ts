// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Request of ListResources.
 */
export interface ListResourcesRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
}

/**
 * Request of ListResources.
 */
export interface ListResourcesRequest {
  /**
   * The app.
   */
  'app': (string);
}
