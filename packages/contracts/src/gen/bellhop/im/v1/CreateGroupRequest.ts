// Original file: proto/bellhop/im/v1/group_service.proto

import type { GroupJoinRuleInput as _bellhop_im_v1_GroupJoinRuleInput, GroupJoinRule as _bellhop_im_v1_GroupJoinRule } from '../../../bellhop/im/v1/GroupJoinRule.ts';

/**
 * Request of CreateGroup.
 */
export interface CreateGroupRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * Id of the group, 1..64 bytes.
   */
  'groupId'?: (string);
  /**
   * Its name, at most 50 characters.
   */
  'name'?: (string);
  /**
   * Its owner.
   */
  'ownerUserId'?: (string);
  /**
   * Further members, at most 1,999.
   */
  'memberUserIds'?: (string)[];
  /**
   * How users come into it.
   */
  'joinRule'?: (_bellhop_im_v1_GroupJoinRuleInput);
  /**
   * Its notice, at most 300 characters.
   */
  'notice'?: (string);
}

/**
 * Request of CreateGroup.
 */
export interface CreateGroupRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * Id of the group, 1..64 bytes.
   */
  'groupId': (string);
  /**
   * Its name, at most 50 characters.
   */
  'name': (string);
  /**
   * Its owner.
   */
  'ownerUserId': (string);
  /**
   * Further members, at most 1,999.
   */
  'memberUserIds': (string)[];
  /**
   * How users come into it.
   */
  'joinRule': (_bellhop_im_v1_GroupJoinRule);
  /**
   * Its notice, at most 300 characters.
   */
  'notice': (string);
}
