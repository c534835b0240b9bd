// Original file: proto/bellhop/push/v1/vendor.proto

import type { ClickActionKindInput as _bellhop_push_v1_ClickActionKindInput, ClickActionKind as _bellhop_push_v1_ClickActionKind } from '../../../bellhop/push/v1/ClickActionKind.ts';

/**
 * What a tap on the notification does.
 */
export interface ClickActionInput {
  /**
   * The kind of action.
   */
  'kind'?: (_bellhop_push_v1_ClickActionKindInput);
  /**
   * OPEN_PAGE: intent URI (xiaomi, huawei, vivo) or activity class (oppo, fcm). OPEN_URL: an https URL. At most 1,024 characters.
   */
  'value'?: (string);
}

/**
 * What a tap on the notification does.
 */
export interface ClickAction {
  /**
   * The kind of action.
   */
  'kind': (_bellhop_push_v1_ClickActionKind);
  /**
   * OPEN_PAGE: intent URI (xiaomi, huawei, vivo) or activity class (oppo, fcm). OPEN_URL: an https URL. At most 1,024 characters.
   */
  'value': (string);
}
