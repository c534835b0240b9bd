// Original file: proto/bellhop/push/v1/vendor.proto

import type { ClickActionInput as _bellhop_push_v1_ClickActionInput, ClickAction as _bellhop_push_v1_ClickAction } from '../../../bellhop/push/v1/ClickAction.ts';

/**
 * How a notification looks and behaves on one vendor's phones. Empty fields mean the vendor's default. Flags are optional, so that a message
 * can say false against its resource.
 */
export interface VendorSettingsInput {
  /**
   * Notification channel: xiaomi extra.channel_id, huawei/oppo/fcm channel_id. At most 64 characters.
   */
  'channelId'?: (string);
  /**
   * Message class: huawei android.category, oppo and vivo category. Upper case. Empty = IM on huawei and vivo; on oppo the credential's or none, as
   * an app needs a right for each. NONE = the vendor is told none.
   */
  'category'?: (string);
  /**
   * huawei: LOW or NORMAL. fcm: PRIORITY_LOW … PRIORITY_MAX without the prefix.
   */
  'importance'?: (string);
  /**
   * oppo notify_level: 1, 2 or 16; goes with a category only. 0 = the credential's, or none.
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
  /**
   * Address of a picture, https: huawei and fcm notification.image.
   */
  'image'?: (string);
  /**
   * Which noise it makes: ALL, SOUND, VIBRATE or SILENT. xiaomi notify_type, vivo notifyType, default_sound and vibration of huawei and
   * fcm. Empty = ALL.
   */
  'notifyType'?: (string);
  /**
   * Name of the channel as it is registered: xiaomi extra.channel_name. At most 64 characters.
   */
  'channelName'?: (string);
  /**
   * Not shown while the app is in front: xiaomi notify_foreground 0, huawei foreground_show and vivo foregroundShow false.
   */
  'hideInForeground'?: (boolean);
  /**
   * For devices that are online only: xiaomi extra.only_send_once, vivo sendOnline.
   */
  'onlySendOnce'?: (boolean);
  /**
   * Taken from the bar after so many seconds: oppo show_ttl, 1..86,400. 0 = stays.
   */
  'showTtlSeconds'?: (number);
  /**
   * A long text can be unfolded: xiaomi notification_style_type 1, huawei style 1, oppo style 2 (128 characters instead of 50).
   */
  'bigText'?: (boolean);
  /**
   * huawei urgency of data: HIGH or NORMAL.
   */
  'urgency'?: (string);
  /**
   * On the lock screen: PRIVATE, PUBLIC or SECRET. huawei and fcm visibility.
   */
  'visibility'?: (string);
  /**
   * Receipt configuration of the vendor's console: huawei receipt_id. At most 64 characters.
   */
  'receiptId'?: (string);
  /**
   * huawei shows only the newest notification of a thread (group = thread id).
   */
  'groupByThread'?: (boolean);
  /**
   * fcm keeps only the newest of these for a device that is offline; CONVERSATION = one key per conversation. At most 64 characters.
   */
  'collapseKey'?: (string);
  /**
   * fcm direct_boot_ok: also before the phone is unlocked after a start.
   */
  'directBoot'?: (boolean);
  /**
   * fcm analytics_label: 1..50 of letters, digits, - _ . ~ %.
   */
  'analyticsLabel'?: (string);
  /**
   * iPhones through fcm: the app may change it before it is shown (mutable-content).
   */
  'mutableContent'?: (boolean);
  /**
   * SET = the badge shows the user's count (UserSettings.badge) instead of rising by the increment: huawei set_num, oppo badge_operation_type 0. Empty = ADD.
   */
  'badgeMode'?: (string);
  /**
   * DATA = nothing is shown, the app gets payload and call and does what it likes (huawei, fcm). Said for one vendor it holds for all: a vendor that has
   * no such pushes gets none (NO_DATA_PUSH), or a notification where its own settings say NOTIFICATION. Empty = NOTIFICATION.
   */
  'pushKind'?: (string);
  '_hideInForeground'?: "hideInForeground";
  '_onlySendOnce'?: "onlySendOnce";
  '_bigText'?: "bigText";
  '_groupByThread'?: "groupByThread";
  '_directBoot'?: "directBoot";
  '_mutableContent'?: "mutableContent";
}

/**
 * How a notification looks and behaves on one vendor's phones. Empty fields mean the vendor's default. Flags are optional, so that a message
 * can say false against its resource.
 */
export interface VendorSettings {
  /**
   * Notification channel: xiaomi extra.channel_id, huawei/oppo/fcm channel_id. At most 64 characters.
   */
  'channelId': (string);
  /**
   * Message class: huawei android.category, oppo and vivo category. Upper case. Empty = IM on huawei and vivo; on oppo the credential's or none, as
   * an app needs a right for each. NONE = the vendor is told none.
   */
  'category': (string);
  /**
   * huawei: LOW or NORMAL. fcm: PRIORITY_LOW … PRIORITY_MAX without the prefix.
   */
  'importance': (string);
  /**
   * oppo notify_level: 1, 2 or 16; goes with a category only. 0 = the credential's, or none.
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
  /**
   * Address of a picture, https: huawei and fcm notification.image.
   */
  'image': (string);
  /**
   * Which noise it makes: ALL, SOUND, VIBRATE or SILENT. xiaomi notify_type, vivo notifyType, default_sound and vibration of huawei and
   * fcm. Empty = ALL.
   */
  'notifyType': (string);
  /**
   * Name of the channel as it is registered: xiaomi extra.channel_name. At most 64 characters.
   */
  'channelName': (string);
  /**
   * Not shown while the app is in front: xiaomi notify_foreground 0, huawei foreground_show and vivo foregroundShow false.
   */
  'hideInForeground'?: (boolean);
  /**
   * For devices that are online only: xiaomi extra.only_send_once, vivo sendOnline.
   */
  'onlySendOnce'?: (boolean);
  /**
   * Taken from the bar after so many seconds: oppo show_ttl, 1..86,400. 0 = stays.
   */
  'showTtlSeconds': (number);
  /**
   * A long text can be unfolded: xiaomi notification_style_type 1, huawei style 1, oppo style 2 (128 characters instead of 50).
   */
  'bigText'?: (boolean);
  /**
   * huawei urgency of data: HIGH or NORMAL.
   */
  'urgency': (string);
  /**
   * On the lock screen: PRIVATE, PUBLIC or SECRET. huawei and fcm visibility.
   */
  'visibility': (string);
  /**
   * Receipt configuration of the vendor's console: huawei receipt_id. At most 64 characters.
   */
  'receiptId': (string);
  /**
   * huawei shows only the newest notification of a thread (group = thread id).
   */
  'groupByThread'?: (boolean);
  /**
   * fcm keeps only the newest of these for a device that is offline; CONVERSATION = one key per conversation. At most 64 characters.
   */
  'collapseKey': (string);
  /**
   * fcm direct_boot_ok: also before the phone is unlocked after a start.
   */
  'directBoot'?: (boolean);
  /**
   * fcm analytics_label: 1..50 of letters, digits, - _ . ~ %.
   */
  'analyticsLabel': (string);
  /**
   * iPhones through fcm: the app may change it before it is shown (mutable-content).
   */
  'mutableContent'?: (boolean);
  /**
   * SET = the badge shows the user's count (UserSettings.badge) instead of rising by the increment: huawei set_num, oppo badge_operation_type 0. Empty = ADD.
   */
  'badgeMode': (string);
  /**
   * DATA = nothing is shown, the app gets payload and call and does what it likes (huawei, fcm). Said for one vendor it holds for all: a vendor that has
   * no such pushes gets none (NO_DATA_PUSH), or a notification where its own settings say NOTIFICATION. Empty = NOTIFICATION.
   */
  'pushKind': (string);
  '_hideInForeground'?: "hideInForeground";
  '_onlySendOnce'?: "onlySendOnce";
  '_bigText'?: "bigText";
  '_groupByThread'?: "groupByThread";
  '_directBoot'?: "directBoot";
  '_mutableContent'?: "mutableContent";
}
