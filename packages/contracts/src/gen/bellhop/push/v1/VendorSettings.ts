// Original file: proto/bellhop/push/v1/vendor.proto

import type { ClickActionInput as _bellhop_push_v1_ClickActionInput, ClickAction as _bellhop_push_v1_ClickAction } from '../../../bellhop/push/v1/ClickAction.ts';

/**
 * How a notification looks and behaves on one vendor's phones. Empty fields mean the vendor's default.
 */
export interface VendorSettingsInput {
  /**
   * Notification channel: xiaomi extra.channel_id, huawei/oppo/fcm channel_id. At most 64 characters.
   */
  'channelId'?: (string);
  /**
   * Message class: huawei android.category, oppo and vivo category. Upper case. Empty = IM for messages.
   */
  'category'?: (string);
  /**
   * huawei: LOW or NORMAL. fcm: PRIORITY_LOW … PRIORITY_MAX without the prefix.
   */
  'importance'?: (string);
  /**
   * oppo notify_level: 1, 2 or 16. 0 = not sent.
   */
  'notifyLevel'?: (number);
  /**
   * Sound: xiaomi extra.sound_uri, huawei sound, fcm sound. At most 256 characters.
   */
  'sound'?: (string);
  /**
   * What a tap does.
   */
  'clickAction'?: (_bellhop_push_v1_ClickActionInput | null);
  /**
   * Template registered at the vendor: xiaomi extra.template_id, oppo private_msg_template_id. At most 64 characters. Wins over the
   * message's own.
   */
  'templateId'?: (string);
}

/**
 * How a notification looks and behaves on one vendor's phones. Empty fields mean the vendor's default.
 */
export interface VendorSettings {
  /**
   * Notification channel: xiaomi extra.channel_id, huawei/oppo/fcm channel_id. At most 64 characters.
   */
  'channelId': (string);
  /**
   * Message class: huawei android.category, oppo and vivo category. Upper case. Empty = IM for messages.
   */
  'category': (string);
  /**
   * huawei: LOW or NORMAL. fcm: PRIORITY_LOW … PRIORITY_MAX without the prefix.
   */
  'importance': (string);
  /**
   * oppo notify_level: 1, 2 or 16. 0 = not sent.
   */
  'notifyLevel': (number);
  /**
   * Sound: xiaomi extra.sound_uri, huawei sound, fcm sound. At most 256 characters.
   */
  'sound': (string);
  /**
   * What a tap does.
   */
  'clickAction': (_bellhop_push_v1_ClickAction | null);
  /**
   * Template registered at the vendor: xiaomi extra.template_id, oppo private_msg_template_id. At most 64 characters. Wins over the
   * message's own.
   */
  'templateId': (string);
}
