// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Request of ListTemplates.
 */
export interface ListTemplatesRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
}

/**
 * Request of ListTemplates.
 */
export interface ListTemplatesRequest {
  /**
   * The app.
   */
  'app': (string);
}
