// Original file: proto/bellhop/im/v1/group_service.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Request of MuteGroupMembers.
 */
export interface MuteGroupMembersRequestInput {
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
   * Whom, 1..500. Those who are no members are passed over; one whom who acts must not mute makes all stay as they are.
   */
  'userIds'?: (string)[];
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
 * Request of MuteGroupMembers.
 */
export interface MuteGroupMembersRequest {
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
   * Whom, 1..500. Those who are no members are passed over; one whom who acts must not mute makes all stay as they are.
   */
  'userIds': (string)[];
  /**
   * True = mute, false = end it.
   */
  'isMuted': (boolean);
  /**
   * When it ends by itself, Unix ms; 0 = it does not.
   */
  'muteUntilMs': (number);
}
