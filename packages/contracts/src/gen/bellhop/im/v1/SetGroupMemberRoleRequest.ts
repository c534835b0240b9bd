// Original file: proto/bellhop/im/v1/group_service.proto

import type { GroupRoleInput as _bellhop_im_v1_GroupRoleInput, GroupRole as _bellhop_im_v1_GroupRole } from '../../../bellhop/im/v1/GroupRole.ts';

/**
 * Request of SetGroupMemberRole.
 */
export interface SetGroupMemberRoleRequestInput {
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
   * Whose.
   */
  'memberUserId'?: (string);
  /**
   * ADMIN or MEMBER.
   */
  'role'?: (_bellhop_im_v1_GroupRoleInput);
}

/**
 * Request of SetGroupMemberRole.
 */
export interface SetGroupMemberRoleRequest {
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
   * Whose.
   */
  'memberUserId': (string);
  /**
   * ADMIN or MEMBER.
   */
  'role': (_bellhop_im_v1_GroupRole);
}
