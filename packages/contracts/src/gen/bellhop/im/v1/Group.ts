// Original file: proto/bellhop/im/v1/group_service.proto

import type { GroupJoinRuleInput as _bellhop_im_v1_GroupJoinRuleInput, GroupJoinRule as _bellhop_im_v1_GroupJoinRule } from '../../../bellhop/im/v1/GroupJoinRule.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * A group.
 */
export interface GroupInput {
  /**
   * Its id.
   */
  'groupId'?: (string);
  /**
   * Its name; may be empty.
   */
  'name'?: (string);
  /**
   * What its members are to know; may be empty.
   */
  'notice'?: (string);
  /**
   * Its owner.
   */
  'ownerUserId'?: (string);
  /**
   * How users come into it.
   */
  'joinRule'?: (_bellhop_im_v1_GroupJoinRuleInput);
  /**
   * Only its owner and admins may write.
   */
  'isMuted'?: (boolean);
  /**
   * When that ends by itself, Unix ms; 0 = it does not.
   */
  'muteUntilMs'?: (number | string | Long);
  /**
   * It was dissolved: nobody can send to it.
   */
  'isDissolved'?: (boolean);
  /**
   * How many members it has.
   */
  'memberCount'?: (number);
}

/**
 * A group.
 */
export interface Group {
  /**
   * Its id.
   */
  'groupId': (string);
  /**
   * Its name; may be empty.
   */
  'name': (string);
  /**
   * What its members are to know; may be empty.
   */
  'notice': (string);
  /**
   * Its owner.
   */
  'ownerUserId': (string);
  /**
   * How users come into it.
   */
  'joinRule': (_bellhop_im_v1_GroupJoinRule);
  /**
   * Only its owner and admins may write.
   */
  'isMuted': (boolean);
  /**
   * When that ends by itself, Unix ms; 0 = it does not.
   */
  'muteUntilMs': (number);
  /**
   * It was dissolved: nobody can send to it.
   */
  'isDissolved': (boolean);
  /**
   * How many members it has.
   */
  'memberCount': (number);
}
