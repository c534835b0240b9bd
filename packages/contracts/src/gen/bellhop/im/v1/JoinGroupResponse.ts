// Original file: proto/bellhop/im/v1/group_service.proto

import type { GroupRefusalInput as _bellhop_im_v1_GroupRefusalInput, GroupRefusal as _bellhop_im_v1_GroupRefusal } from '../../../bellhop/im/v1/GroupRefusal.ts';

/**
 * Response of JoinGroup.
 */
export interface JoinGroupResponseInput {
  /**
   * Set when refused.
   */
  'refusal'?: (_bellhop_im_v1_GroupRefusalInput);
  /**
   * Of GROUP_FULL: how many members a group may have.
   */
  'limit'?: (number);
}

/**
 * Response of JoinGroup.
 */
export interface JoinGroupResponse {
  /**
   * Set when refused.
   */
  'refusal': (_bellhop_im_v1_GroupRefusal);
  /**
   * Of GROUP_FULL: how many members a group may have.
   */
  'limit': (number);
}
