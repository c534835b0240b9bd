// Original file: proto/bellhop/im/v1/conversation_service.proto

import type { NotifyModeInput as _bellhop_im_v1_NotifyModeInput, NotifyMode as _bellhop_im_v1_NotifyMode } from '../../../bellhop/im/v1/NotifyMode.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * Request of SetConversationNotificationStatus.
 */
export interface SetConversationNotificationStatusRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The user.
   */
  'userId'?: (string);
  /**
   * A conversation that they have: "peer/<user>/<user>" or "group/<group>".
   */
  'conversationId'?: (string);
  /**
   * What they want to be notified of.
   */
  'notifyMode'?: (_bellhop_im_v1_NotifyModeInput);
  /**
   * When it ends by itself and everything is notified of again, Unix ms; 0 = when it is set anew.
   */
  'muteUntilMs'?: (number | string | Long);
  /**
   * Device by which it is set: the user's others are told. Empty = none.
   */
  'deviceId'?: (string);
}

/**
 * Request of SetConversationNotificationStatus.
 */
export interface SetConversationNotificationStatusRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The user.
   */
  'userId': (string);
  /**
   * A conversation that they have: "peer/<user>/<user>" or "group/<group>".
   */
  'conversationId': (string);
  /**
   * What they want to be notified of.
   */
  'notifyMode': (_bellhop_im_v1_NotifyMode);
  /**
   * When it ends by itself and everything is notified of again, Unix ms; 0 = when it is set anew.
   */
  'muteUntilMs': (number);
  /**
   * Device by which it is set: the user's others are told. Empty = none.
   */
  'deviceId': (string);
}
