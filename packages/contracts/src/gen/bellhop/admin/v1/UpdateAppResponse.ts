// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Response of UpdateApp.
 */
export interface UpdateAppResponseInput {
  /**
   * Whether there is such an app.
   */
  'found'?: (boolean);
}

/**
 * Response of UpdateApp.
 */
export interface UpdateAppResponse {
  /**
   * Whether there is such an app.
   */
  'found': (boolean);
}
