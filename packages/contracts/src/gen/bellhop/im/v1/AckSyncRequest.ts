// Original file: proto/bellhop/im/v1/sync_service.proto

import type { PositionInput as _bellhop_im_v1_PositionInput, Position as _bellhop_im_v1_Position } from '../../../bellhop/im/v1/Position.ts';

/**
 * Request of AckSync.
 */
export interface AckSyncRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The user.
   */
  'userId'?: (string);
  /**
   * His device.
   */
  'deviceId'?: (string);
  /**
   * At most 500 positions.
   */
  'positions'?: (_bellhop_im_v1_PositionInput)[];
}

/**
 * Request of AckSync.
 */
export interface AckSyncRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The user.
   */
  'userId': (string);
  /**
   * His device.
   */
  'deviceId': (string);
  /**
   * At most 500 positions.
   */
  'positions': (_bellhop_im_v1_Position)[];
}
