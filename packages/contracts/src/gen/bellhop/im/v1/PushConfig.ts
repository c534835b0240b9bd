// Original file: proto/bellhop/im/v1/content.proto

import type { VendorSettingsInput as _bellhop_push_v1_VendorSettingsInput, VendorSettings as _bellhop_push_v1_VendorSettings } from '../../../bellhop/push/v1/VendorSettings.ts';
import type { VoIpInput as _bellhop_im_v1_VoIpInput, VoIp as _bellhop_im_v1_VoIp } from '../../../bellhop/im/v1/VoIp.ts';

/**
 * What a sender wants the receiver's phone to show when the receiver is offline.
 * Written by senders, carried unchanged to the push-router. Absent = the app's default push when it is
 * switched on, else none.
 */
export interface PushConfigInput {
  /**
   * Title of the notification. 1..64 characters; a vendor's shorter limit is met by shortening.
   */
  'title'?: (string);
  /**
   * Text of the notification. 1..512 characters; a vendor's shorter limit is met by shortening.
   */
  'content'?: (string);
  /**
   * Opaque string for the receiving app, found where product documentation says for each vendor.
   * At most 1,000 UTF-8 bytes, so that it fits the smallest vendor (vivo: 1,024 with its key).
   */
  'payload'?: (string);
  /**
   * Id of a resource of the app (at most 32 characters). Empty = plain alert. Unknown = refused at send.
   */
  'resourcesId'?: (string);
  /**
   * Groups notifications on the device, at most 64 characters. Empty = not grouped.
   */
  'threadId'?: (string);
  /**
   * Whether the app's badge is raised.
   */
  'enableBadge'?: (boolean);
  /**
   * By how much the badge is raised, 0..99. Only read when enable_badge is set.
   */
  'badgeIncrement'?: (number);
  /**
   * Template of the app, whose words take the place of title and content; of an app that has none, a template registered at the vendors that want
   * one for private messages (xiaomi, oppo). At most 64 characters. A resource's own template for a vendor wins there. Empty = none.
   */
  'templateId'?: (string);
  /**
   * Variables of the template's title: at most 9, names 1..64 and values 1..128 characters, not blank. xiaomi has one set of variables
   * for title and content and gets both; of a name in both, the content's.
   */
  'titleParameters'?: ({[key: string]: string});
  /**
   * Variables of the template's content, as title_parameters.
   */
  'contentParameters'?: ({[key: string]: string});
  /**
   * Settings for this message by vendor name ("xiaomi", "huawei" …); what is set here wins over the resource, setting by setting.
   */
  'vendors'?: ({[key: string]: _bellhop_push_v1_VendorSettingsInput});
  /**
   * Only of a call: how a phone's own call screen shows it. Absent = as an ordinary notification.
   */
  'voIp'?: (_bellhop_im_v1_VoIpInput | null);
}

/**
 * What a sender wants the receiver's phone to show when the receiver is offline.
 * Written by senders, carried unchanged to the push-router. Absent = the app's default push when it is
 * switched on, else none.
 */
export interface PushConfig {
  /**
   * Title of the notification. 1..64 characters; a vendor's shorter limit is met by shortening.
   */
  'title': (string);
  /**
   * Text of the notification. 1..512 characters; a vendor's shorter limit is met by shortening.
   */
  'content': (string);
  /**
   * Opaque string for the receiving app, found where product documentation says for each vendor.
   * At most 1,000 UTF-8 bytes, so that it fits the smallest vendor (vivo: 1,024 with its key).
   */
  'payload': (string);
  /**
   * Id of a resource of the app (at most 32 characters). Empty = plain alert. Unknown = refused at send.
   */
  'resourcesId': (string);
  /**
   * Groups notifications on the device, at most 64 characters. Empty = not grouped.
   */
  'threadId': (string);
  /**
   * Whether the app's badge is raised.
   */
  'enableBadge': (boolean);
  /**
   * By how much the badge is raised, 0..99. Only read when enable_badge is set.
   */
  'badgeIncrement': (number);
  /**
   * Template of the app, whose words take the place of title and content; of an app that has none, a template registered at the vendors that want
   * one for private messages (xiaomi, oppo). At most 64 characters. A resource's own template for a vendor wins there. Empty = none.
   */
  'templateId': (string);
  /**
   * Variables of the template's title: at most 9, names 1..64 and values 1..128 characters, not blank. xiaomi has one set of variables
   * for title and content and gets both; of a name in both, the content's.
   */
  'titleParameters': ({[key: string]: string});
  /**
   * Variables of the template's content, as title_parameters.
   */
  'contentParameters': ({[key: string]: string});
  /**
   * Settings for this message by vendor name ("xiaomi", "huawei" …); what is set here wins over the resource, setting by setting.
   */
  'vendors': ({[key: string]: _bellhop_push_v1_VendorSettings});
  /**
   * Only of a call: how a phone's own call screen shows it. Absent = as an ordinary notification.
   */
  'voIp': (_bellhop_im_v1_VoIp | null);
}
