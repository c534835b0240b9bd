// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Response of SaveTemplate.
 */
export interface SaveTemplateResponseInput {
  /**
   * Whether there is such an app.
   */
  'found'?: (boolean);
}

/**
 * Response of SaveTemplate.
 */
export interface SaveTemplateResponse {
  /**
   * Whether there is such an app.
   */
  'found': (boolean);
}
