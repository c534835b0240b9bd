// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { TemplateWordsInput as _bellhop_admin_v1_TemplateWordsInput, TemplateWords as _bellhop_admin_v1_TemplateWords } from '../../../bellhop/admin/v1/TemplateWords.ts';

/**
 * Words of pushes, chosen by a message's template_id.
 */
export interface TemplateInput {
  /**
   * Its id, 1..64 letters, digits, '.', '_' and '-'.
   */
  'templateId'?: (string);
  /**
   * Its words by locale ("en", "zh-CN"), 1..50. A device gets those of its locale, else of its language, else of the app's default locale, else
   * those of the first one by name.
   */
  'words'?: ({[key: string]: _bellhop_admin_v1_TemplateWordsInput});
  /**
   * The same template as registered at vendors that want one, by vendor name (xiaomi, oppo); at most 64 characters each.
   */
  'vendorTemplateIds'?: ({[key: string]: string});
}

/**
 * Words of pushes, chosen by a message's template_id.
 */
export interface Template {
  /**
   * Its id, 1..64 letters, digits, '.', '_' and '-'.
   */
  'templateId': (string);
  /**
   * Its words by locale ("en", "zh-CN"), 1..50. A device gets those of its locale, else of its language, else of the app's default locale, else
   * those of the first one by name.
   */
  'words': ({[key: string]: _bellhop_admin_v1_TemplateWords});
  /**
   * The same template as registered at vendors that want one, by vendor name (xiaomi, oppo); at most 64 characters each.
   */
  'vendorTemplateIds': ({[key: string]: string});
}
