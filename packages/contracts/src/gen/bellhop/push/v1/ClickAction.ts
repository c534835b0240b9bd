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
   * OPEN_PAGE: an intent URI (xiaomi, huawei, vivo, oppo); on oppo also a deep link (app://…), an intent action or an activity class; on huawei
   * also an intent action; on fcm an intent action, for which an activity of the app has an intent filter. OPEN_URL: an https URL.
   * At most 1,024 characters. On oppo the payload does not go along with OPEN_URL or a deep link: the vendor would append it to the address.
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
   * OPEN_PAGE: an intent URI (xiaomi, huawei, vivo, oppo); on oppo also a deep link (app://…), an intent action or an activity class; on huawei
   * also an intent action; on fcm an intent action, for which an activity of the app has an intent filter. OPEN_URL: an https URL.
   * At most 1,024 characters. On oppo the payload does not go along with OPEN_URL or a deep link: the vendor would append it to the address.
   */
  'value': (string);
}
