// Original file: proto/bellhop/im/v1/group_service.proto

import type { GroupRefusalInput as _bellhop_im_v1_GroupRefusalInput, GroupRefusal as _bellhop_im_v1_GroupRefusal } from '../../../bellhop/im/v1/GroupRefusal.ts';
import type { GroupMemberInput as _bellhop_im_v1_GroupMemberInput, GroupMember as _bellhop_im_v1_GroupMember } from '../../../bellhop/im/v1/GroupMember.ts';

/**
 * Response of ListGroupMembers.
 */
export interface ListGroupMembersResponseInput {
  /**
   * Set when refused.
   */
  'refusal'?: (_bellhop_im_v1_GroupRefusalInput);
  /**
   * The page, sorted by user id.
   */
  'members'?: (_bellhop_im_v1_GroupMemberInput)[];
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken'?: (string);
}

/**
 * Response of ListGroupMembers.
 */
export interface ListGroupMembersResponse {
  /**
   * Set when refused.
   */
  'refusal': (_bellhop_im_v1_GroupRefusal);
  /**
   * The page, sorted by user id.
   */
  'members': (_bellhop_im_v1_GroupMember)[];
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken': (string);
}
