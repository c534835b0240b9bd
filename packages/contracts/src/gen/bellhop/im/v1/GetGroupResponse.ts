// Original file: proto/bellhop/im/v1/group_service.proto

import type { GroupRefusalInput as _bellhop_im_v1_GroupRefusalInput, GroupRefusal as _bellhop_im_v1_GroupRefusal } from '../../../bellhop/im/v1/GroupRefusal.ts';
import type { GroupInput as _bellhop_im_v1_GroupInput, Group as _bellhop_im_v1_Group } from '../../../bellhop/im/v1/Group.ts';
import type { GroupRoleInput as _bellhop_im_v1_GroupRoleInput, GroupRole as _bellhop_im_v1_GroupRole } from '../../../bellhop/im/v1/GroupRole.ts';

/**
 * Response of GetGroup.
 */
export interface GetGroupResponseInput {
  /**
   * Set when refused.
   */
  'refusal'?: (_bellhop_im_v1_GroupRefusalInput);
  /**
   * The group.
   */
  'group'?: (_bellhop_im_v1_GroupInput | null);
  /**
   * The role of who asks; not set when the app does.
   */
  'role'?: (_bellhop_im_v1_GroupRoleInput);
}

/**
 * Response of GetGroup.
 */
export interface GetGroupResponse {
  /**
   * Set when refused.
   */
  'refusal': (_bellhop_im_v1_GroupRefusal);
  /**
   * The group.
   */
  'group': (_bellhop_im_v1_Group | null);
  /**
   * The role of who asks; not set when the app does.
   */
  'role': (_bellhop_im_v1_GroupRole);
}
