// Original file: proto/bellhop/im/v1/group_service.proto

import type { GroupRefusalInput as _bellhop_im_v1_GroupRefusalInput, GroupRefusal as _bellhop_im_v1_GroupRefusal } from '../../../bellhop/im/v1/GroupRefusal.ts';
import type { GroupRoleInput as _bellhop_im_v1_GroupRoleInput, GroupRole as _bellhop_im_v1_GroupRole } from '../../../bellhop/im/v1/GroupRole.ts';

/**
 * Response of MuteGroupMembers.
 */
export interface MuteGroupMembersResponseInput {
  /**
   * Set when refused.
   */
  'refusal'?: (_bellhop_im_v1_GroupRefusalInput);
  /**
   * Of NOT_ALLOWED: the least role that may do it.
   */
  'requiredRole'?: (_bellhop_im_v1_GroupRoleInput);
}

/**
 * Response of MuteGroupMembers.
 */
export interface MuteGroupMembersResponse {
  /**
   * Set when refused.
   */
  'refusal': (_bellhop_im_v1_GroupRefusal);
  /**
   * Of NOT_ALLOWED: the least role that may do it.
   */
  'requiredRole': (_bellhop_im_v1_GroupRole);
}
