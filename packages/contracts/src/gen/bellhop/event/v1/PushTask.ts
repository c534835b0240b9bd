// Original file: proto/bellhop/event/v1/push_task.proto

import type { VendorInput as _bellhop_push_v1_VendorInput, Vendor as _bellhop_push_v1_Vendor } from '../../../bellhop/push/v1/Vendor.ts';
import type { VendorSettingsInput as _bellhop_push_v1_VendorSettingsInput, VendorSettings as _bellhop_push_v1_VendorSettings } from '../../../bellhop/push/v1/VendorSettings.ts';
import type { PushTargetInput as _bellhop_event_v1_PushTargetInput, PushTarget as _bellhop_event_v1_PushTarget } from '../../../bellhop/event/v1/PushTarget.ts';
import type { CallPushInput as _bellhop_event_v1_CallPushInput, CallPush as _bellhop_event_v1_CallPush } from '../../../bellhop/event/v1/CallPush.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * One notification for one or more devices of one vendor and one credential. Topic push.task.<vendor>.v1 and, when due again,
 * push.retry.<vendor>.<delay>.v1; hopeless ones push.dead-letter.<vendor>.v1. Key = app + conversation.
 * From push-router to the vendor's adapter, from the adapter to itself.
 */
export interface PushTaskInput {
  /**
   * Hash of message, vendor, credential and targets: the same after every replay. 32 hex digits.
   */
  'taskId'?: (string);
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The message.
   */
  'messageId'?: (string);
  /**
   * The vendor.
   */
  'vendor'?: (_bellhop_push_v1_VendorInput);
  /**
   * Certificate set of the app, 1..100.
   */
  'appType'?: (number);
  /**
   * Title as the sender wrote it.
   */
  'title'?: (string);
  /**
   * Content as the sender wrote it.
   */
  'content'?: (string);
  /**
   * Opaque string for the app; empty = none.
   */
  'payload'?: (string);
  /**
   * Settings of the chosen resource for this vendor.
   */
  'settings'?: (_bellhop_push_v1_VendorSettingsInput | null);
  /**
   * Groups notifications; empty = not grouped.
   */
  'threadId'?: (string);
  /**
   * By how much the badge is raised; 0 = not.
   */
  'badgeIncrement'?: (number);
  /**
   * Replaces an earlier notification with the same id: 1..2,147,483,647, made from the message id, so a repeat shows once.
   */
  'notifyId'?: (number);
  /**
   * After this the push is worthless, Unix ms. Also the vendor's time to live.
   */
  'expiresAtMs'?: (number | string | Long);
  /**
   * When the task was made, Unix ms.
   */
  'createdAtMs'?: (number | string | Long);
  /**
   * When the gateway accepted the message, Unix ms.
   */
  'acceptedAtMs'?: (number | string | Long);
  /**
   * The devices: 1..the vendor's batch limit.
   */
  'targets'?: (_bellhop_event_v1_PushTargetInput)[];
  /**
   * Attempts made so far; 0 on the task topic.
   */
  'attempts'?: (number);
  /**
   * Android package name of the app; vendors check it.
   */
  'packageName'?: (string);
  /**
   * Template registered at the vendor, the resource's or the message's; empty = none.
   */
  'templateId'?: (string);
  /**
   * Variables of the template's title.
   */
  'titleParameters'?: ({[key: string]: string});
  /**
   * Variables of the template's content.
   */
  'contentParameters'?: ({[key: string]: string});
  /**
   * The message's conversation: pushes of one conversation to one device leave in order.
   */
  'conversationId'?: (string);
  /**
   * The message's position there.
   */
  'seq'?: (number | string | Long);
  /**
   * Group of a group message; empty for a peer message.
   */
  'toGroupId'?: (string);
  /**
   * When online or offline was decided, Unix ms.
   */
  'decidedAtMs'?: (number | string | Long);
  /**
   * Platform of the devices as they registered, "ios", "web" or another: FCM serves several.
   */
  'platform'?: (string);
  /**
   * "sandbox" when the devices want test pushes, else "production".
   */
  'environment'?: (string);
  /**
   * It is of a call: topics push.task.<vendor>.urgent.v1 and push.retry.<vendor>.urgent.v1. Absent = a message.
   */
  'call'?: (_bellhop_event_v1_CallPushInput | null);
  /**
   * What stands on the receiver's badge with this push, for vendors that want that and no increment; 0 = not said, the increment is shown.
   */
  'badge'?: (number);
  /**
   * It brings nothing: the notification with notify_id, of a message that was revoked, is taken away or, where the vendor cannot do that,
   * replaced by title and content.
   */
  'takesBack'?: (boolean);
  /**
   * Not a push: the vendor is asked whether it accepts the credential, and nothing is sent to any device. Lies on push.task.<vendor>.urgent.v1. The id of
   * the test; empty = a push. Without targets.
   */
  'credentialTestId'?: (string);
  /**
   * Whatever its receivers want: their rules do not stand against it when it is looked at again. Of pushes without a message whose app says so, and of
   * what takes a notification away.
   */
  'ignoresUserRules'?: (boolean);
  /**
   * Of the attempts made so far, those whose outcome may be tried only so often: what was in doubt, and not what was busy or away.
   */
  'doubtfulAttempts'?: (number);
  /**
   * A push without a message for devices that are not connected: looked at again, it is not for those that are by then.
   */
  'onlyOffline'?: (boolean);
}

/**
 * One notification for one or more devices of one vendor and one credential. Topic push.task.<vendor>.v1 and, when due again,
 * push.retry.<vendor>.<delay>.v1; hopeless ones push.dead-letter.<vendor>.v1. Key = app + conversation.
 * From push-router to the vendor's adapter, from the adapter to itself.
 */
export interface PushTask {
  /**
   * Hash of message, vendor, credential and targets: the same after every replay. 32 hex digits.
   */
  'taskId': (string);
  /**
   * The app.
   */
  'app': (string);
  /**
   * The message.
   */
  'messageId': (string);
  /**
   * The vendor.
   */
  'vendor': (_bellhop_push_v1_Vendor);
  /**
   * Certificate set of the app, 1..100.
   */
  'appType': (number);
  /**
   * Title as the sender wrote it.
   */
  'title': (string);
  /**
   * Content as the sender wrote it.
   */
  'content': (string);
  /**
   * Opaque string for the app; empty = none.
   */
  'payload': (string);
  /**
   * Settings of the chosen resource for this vendor.
   */
  'settings': (_bellhop_push_v1_VendorSettings | null);
  /**
   * Groups notifications; empty = not grouped.
   */
  'threadId': (string);
  /**
   * By how much the badge is raised; 0 = not.
   */
  'badgeIncrement': (number);
  /**
   * Replaces an earlier notification with the same id: 1..2,147,483,647, made from the message id, so a repeat shows once.
   */
  'notifyId': (number);
  /**
   * After this the push is worthless, Unix ms. Also the vendor's time to live.
   */
  'expiresAtMs': (number);
  /**
   * When the task was made, Unix ms.
   */
  'createdAtMs': (number);
  /**
   * When the gateway accepted the message, Unix ms.
   */
  'acceptedAtMs': (number);
  /**
   * The devices: 1..the vendor's batch limit.
   */
  'targets': (_bellhop_event_v1_PushTarget)[];
  /**
   * Attempts made so far; 0 on the task topic.
   */
  'attempts': (number);
  /**
   * Android package name of the app; vendors check it.
   */
  'packageName': (string);
  /**
   * Template registered at the vendor, the resource's or the message's; empty = none.
   */
  'templateId': (string);
  /**
   * Variables of the template's title.
   */
  'titleParameters': ({[key: string]: string});
  /**
   * Variables of the template's content.
   */
  'contentParameters': ({[key: string]: string});
  /**
   * The message's conversation: pushes of one conversation to one device leave in order.
   */
  'conversationId': (string);
  /**
   * The message's position there.
   */
  'seq': (number);
  /**
   * Group of a group message; empty for a peer message.
   */
  'toGroupId': (string);
  /**
   * When online or offline was decided, Unix ms.
   */
  'decidedAtMs': (number);
  /**
   * Platform of the devices as they registered, "ios", "web" or another: FCM serves several.
   */
  'platform': (string);
  /**
   * "sandbox" when the devices want test pushes, else "production".
   */
  'environment': (string);
  /**
   * It is of a call: topics push.task.<vendor>.urgent.v1 and push.retry.<vendor>.urgent.v1. Absent = a message.
   */
  'call': (_bellhop_event_v1_CallPush | null);
  /**
   * What stands on the receiver's badge with this push, for vendors that want that and no increment; 0 = not said, the increment is shown.
   */
  'badge': (number);
  /**
   * It brings nothing: the notification with notify_id, of a message that was revoked, is taken away or, where the vendor cannot do that,
   * replaced by title and content.
   */
  'takesBack': (boolean);
  /**
   * Not a push: the vendor is asked whether it accepts the credential, and nothing is sent to any device. Lies on push.task.<vendor>.urgent.v1. The id of
   * the test; empty = a push. Without targets.
   */
  'credentialTestId': (string);
  /**
   * Whatever its receivers want: their rules do not stand against it when it is looked at again. Of pushes without a message whose app says so, and of
   * what takes a notification away.
   */
  'ignoresUserRules': (boolean);
  /**
   * Of the attempts made so far, those whose outcome may be tried only so often: what was in doubt, and not what was busy or away.
   */
  'doubtfulAttempts': (number);
  /**
   * A push without a message for devices that are not connected: looked at again, it is not for those that are by then.
   */
  'onlyOffline': (boolean);
}
