// Original file: proto/bellhop/im/v1/group_service.proto

import type { GroupRefusalInput as _bellhop_im_v1_GroupRefusalInput, GroupRefusal as _bellhop_im_v1_GroupRefusal } from '../../../bellhop/im/v1/GroupRefusal.ts';
import type { GroupRoleInput as _bellhop_im_v1_GroupRoleInput, GroupRole as _bellhop_im_v1_GroupRole } from '../../../bellhop/im/v1/GroupRole.ts';

/**
 * Response of InviteToGroup.
 */
export interface InviteToGroupResponseInput {
  /**
   * Set when refused.
   */
  'refusal'?: (_bellhop_im_v1_GroupRefusalInput);
  /**
   * Members the group has now.
   */
  'memberCount'?: (number);
  /**
   * Of NOT_ALLOWED: the least role that may do it.
   */
  'requiredRole'?: (_bellhop_im_v1_GroupRoleInput);
  /**
   * Of GROUP_FULL: how many members a group may have.
   */
  'limit'?: (number);
}

/**
 * Response of InviteToGroup.
 */
export interface InviteToGroupResponse {
  /**
   * Set when refused.
   */
  'refusal': (_bellhop_im_v1_GroupRefusal);
  /**
   * Members the group has now.
   */
  'memberCount': (number);
  /**
   * Of NOT_ALLOWED: the least role that may do it.
   */
  'requiredRole': (_bellhop_im_v1_GroupRole);
  /**
   * Of GROUP_FULL: how many members a group may have.
   */
  'limit': (number);
}
