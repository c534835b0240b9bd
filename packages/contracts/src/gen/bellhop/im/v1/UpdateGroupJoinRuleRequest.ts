// Original file: proto/bellhop/im/v1/group_service.proto

import type { GroupJoinRuleInput as _bellhop_im_v1_GroupJoinRuleInput, GroupJoinRule as _bellhop_im_v1_GroupJoinRule } from '../../../bellhop/im/v1/GroupJoinRule.ts';

/**
 * Request of UpdateGroupJoinRule.
 */
export interface UpdateGroupJoinRuleRequestInput {
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
   * The rule.
   */
  'joinRule'?: (_bellhop_im_v1_GroupJoinRuleInput);
}

/**
 * Request of UpdateGroupJoinRule.
 */
export interface UpdateGroupJoinRuleRequest {
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
   * The rule.
   */
  'joinRule': (_bellhop_im_v1_GroupJoinRule);
}
