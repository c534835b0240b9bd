// Original file: proto/bellhop/event/v1/call_changed.proto

import type { SilenceCauseInput as _bellhop_event_v1_SilenceCauseInput, SilenceCause as _bellhop_event_v1_SilenceCause } from '../../../bellhop/event/v1/SilenceCause.ts';

/**
 * Somebody whose devices are to stop ringing.
 */
export interface SilencedUserInput {
  /**
   * The user.
   */
  'userId'?: (string);
  /**
   * Why.
   */
  'cause'?: (_bellhop_event_v1_SilenceCauseInput);
  /**
   * Devices that had the invitation by their connection: as long as they have one they end the ringing by themselves.
   */
  'confirmedDeviceIds'?: (string)[];
}

/**
 * Somebody whose devices are to stop ringing.
 */
export interface SilencedUser {
  /**
   * The user.
   */
  'userId': (string);
  /**
   * Why.
   */
  'cause': (_bellhop_event_v1_SilenceCause);
  /**
   * Devices that had the invitation by their connection: as long as they have one they end the ringing by themselves.
   */
  'confirmedDeviceIds': (string)[];
}
