// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Request of GetApp.
 */
export interface GetAppRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
}

/**
 * Request of GetApp.
 */
export interface GetAppRequest {
  /**
   * The app.
   */
  'app': (string);
}
