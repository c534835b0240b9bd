// Original file: proto/bellhop/im/v1/delivery_service.proto

import type { GroupJoinRuleInput as _bellhop_im_v1_GroupJoinRuleInput, GroupJoinRule as _bellhop_im_v1_GroupJoinRule } from '../../../bellhop/im/v1/GroupJoinRule.ts';

/**
 * What the owner and admins of a group say of it.
 */
export interface GroupInfoInput {
  /**
   * Its name; may be empty.
   */
  'name'?: (string);
  /**
   * What its members are to know; may be empty.
   */
  'notice'?: (string);
  /**
   * How users come into it.
   */
  'joinRule'?: (_bellhop_im_v1_GroupJoinRuleInput);
}

/**
 * What the owner and admins of a group say of it.
 */
export interface GroupInfo {
  /**
   * Its name; may be empty.
   */
  'name': (string);
  /**
   * What its members are to know; may be empty.
   */
  'notice': (string);
  /**
   * How users come into it.
   */
  'joinRule': (_bellhop_im_v1_GroupJoinRule);
}
