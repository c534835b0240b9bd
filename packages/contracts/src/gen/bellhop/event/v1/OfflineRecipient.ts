// Original file: proto/bellhop/event/v1/offline_recipients.proto

import type { NotifyModeInput as _bellhop_im_v1_NotifyModeInput, NotifyMode as _bellhop_im_v1_NotifyMode } from '../../../bellhop/im/v1/NotifyMode.ts';
import type { MentionInput as _bellhop_event_v1_MentionInput, Mention as _bellhop_event_v1_Mention } from '../../../bellhop/event/v1/Mention.ts';

/**
 * A recipient and which of his devices are meant.
 */
export interface OfflineRecipientInput {
  /**
   * The user.
   */
  'userId'?: (string);
  /**
   * NO_CONNECTION: all his devices but these, which are connected. NO_ACK: only these, and those that were silent because of these.
   */
  'deviceIds'?: (string)[];
  /**
   * What they want to be notified of in this conversation, as it holds now: a mute that has ended is none.
   */
  'notifyMode'?: (_bellhop_im_v1_NotifyModeInput);
  /**
   * How the message mentions them; of a revocation, how the message that it revokes did: who was notified of the mention alone had a notification, too.
   */
  'mention'?: (_bellhop_event_v1_MentionInput);
  /**
   * Of device_ids and online_device_ids those whose apps are in the background.
   */
  'backgroundDeviceIds'?: (string)[];
  /**
   * NO_ACK: their other devices that were connected. They acknowledged, or were not asked to because they are in the background.
   */
  'onlineDeviceIds'?: (string)[];
}

/**
 * A recipient and which of his devices are meant.
 */
export interface OfflineRecipient {
  /**
   * The user.
   */
  'userId': (string);
  /**
   * NO_CONNECTION: all his devices but these, which are connected. NO_ACK: only these, and those that were silent because of these.
   */
  'deviceIds': (string)[];
  /**
   * What they want to be notified of in this conversation, as it holds now: a mute that has ended is none.
   */
  'notifyMode': (_bellhop_im_v1_NotifyMode);
  /**
   * How the message mentions them; of a revocation, how the message that it revokes did: who was notified of the mention alone had a notification, too.
   */
  'mention': (_bellhop_event_v1_Mention);
  /**
   * Of device_ids and online_device_ids those whose apps are in the background.
   */
  'backgroundDeviceIds': (string)[];
  /**
   * NO_ACK: their other devices that were connected. They acknowledged, or were not asked to because they are in the background.
   */
  'onlineDeviceIds': (string)[];
}
