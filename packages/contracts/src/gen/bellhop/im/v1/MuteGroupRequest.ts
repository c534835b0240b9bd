// Original file: proto/bellhop/im/v1/group_service.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Request of MuteGroup.
 */
export interface MuteGroupRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The group.
   */
  'groupId'?: (string);
  /**
   * Who does it; empty = the app itself.
   */
  'userId'?: (string);
  /**
   * True = mute, false = end it.
   */
  'isMuted'?: (boolean);
  /**
   * When it ends by itself, Unix ms; 0 = it does not.
   */
  'muteUntilMs'?: (number | string | Long);
}

/**
 * Request of MuteGroup.
 */
export interface MuteGroupRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The group.
   */
  'groupId': (string);
  /**
   * Who does it; empty = the app itself.
   */
  'userId': (string);
  /**
   * True = mute, false = end it.
   */
  'isMuted': (boolean);
  /**
   * When it ends by itself, Unix ms; 0 = it does not.
   */
  'muteUntilMs': (number);
}
