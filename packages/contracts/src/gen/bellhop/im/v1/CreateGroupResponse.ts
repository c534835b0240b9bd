// Original file: proto/bellhop/im/v1/group_service.proto

import type { GroupRefusalInput as _bellhop_im_v1_GroupRefusalInput, GroupRefusal as _bellhop_im_v1_GroupRefusal } from '../../../bellhop/im/v1/GroupRefusal.ts';

/**
 * Response of CreateGroup.
 */
export interface CreateGroupResponseInput {
  /**
   * Set when refused.
   */
  'refusal'?: (_bellhop_im_v1_GroupRefusalInput);
  /**
   * Members the group has now.
   */
  'memberCount'?: (number);
  /**
   * Of GROUP_FULL: how many members a group may have.
   */
  'limit'?: (number);
}

/**
 * Response of CreateGroup.
 */
export interface CreateGroupResponse {
  /**
   * Set when refused.
   */
  'refusal': (_bellhop_im_v1_GroupRefusal);
  /**
   * Members the group has now.
   */
  'memberCount': (number);
  /**
   * Of GROUP_FULL: how many members a group may have.
   */
  'limit': (number);
}
