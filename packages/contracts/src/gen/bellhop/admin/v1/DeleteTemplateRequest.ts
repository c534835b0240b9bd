// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Request of DeleteTemplate.
 */
export interface DeleteTemplateRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The template.
   */
  'templateId'?: (string);
}

/**
 * Request of DeleteTemplate.
 */
export interface DeleteTemplateRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The template.
   */
  'templateId': (string);
}
