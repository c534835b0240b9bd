// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { TemplateInput as _bellhop_admin_v1_TemplateInput, Template as _bellhop_admin_v1_Template } from '../../../bellhop/admin/v1/Template.ts';

/**
 * Response of ListTemplates.
 */
export interface ListTemplatesResponseInput {
  /**
   * By id; at most 500.
   */
  'templates'?: (_bellhop_admin_v1_TemplateInput)[];
}

/**
 * Response of ListTemplates.
 */
export interface ListTemplatesResponse {
  /**
   * By id; at most 500.
   */
  'templates': (_bellhop_admin_v1_Template)[];
}
