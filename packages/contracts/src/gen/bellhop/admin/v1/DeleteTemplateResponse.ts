// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Response of DeleteTemplate.
 */
export interface DeleteTemplateResponseInput {
  /**
   * Whether there was one.
   */
  'deleted'?: (boolean);
}

/**
 * Response of DeleteTemplate.
 */
export interface DeleteTemplateResponse {
  /**
   * Whether there was one.
   */
  'deleted': (boolean);
}
