// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { TemplateInput as _bellhop_admin_v1_TemplateInput, Template as _bellhop_admin_v1_Template } from '../../../bellhop/admin/v1/Template.ts';

/**
 * Request of SaveTemplate.
 */
export interface SaveTemplateRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The template; one of the same id is replaced.
   */
  'template'?: (_bellhop_admin_v1_TemplateInput | null);
}

/**
 * Request of SaveTemplate.
 */
export interface SaveTemplateRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The template; one of the same id is replaced.
   */
  'template': (_bellhop_admin_v1_Template | null);
}
