// Original file: proto/bellhop/im/v1/delivery_service.proto

import type { NotifyModeInput as _bellhop_im_v1_NotifyModeInput, NotifyMode as _bellhop_im_v1_NotifyMode } from '../../../bellhop/im/v1/NotifyMode.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * What a user is notified of.
 */
export interface NotificationStatusNewsInput {
  /**
   * What they want to be notified of.
   */
  'notifyMode'?: (_bellhop_im_v1_NotifyModeInput);
  /**
   * When it ends by itself, Unix ms; 0 = it does not.
   */
  'muteUntilMs'?: (number | string | Long);
}

/**
 * What a user is notified of.
 */
export interface NotificationStatusNews {
  /**
   * What they want to be notified of.
   */
  'notifyMode': (_bellhop_im_v1_NotifyMode);
  /**
   * When it ends by itself, Unix ms; 0 = it does not.
   */
  'muteUntilMs': (number);
}
