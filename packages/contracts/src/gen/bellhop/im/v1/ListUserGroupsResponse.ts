// Original file: proto/bellhop/im/v1/group_service.proto

import type { UserGroupInput as _bellhop_im_v1_UserGroupInput, UserGroup as _bellhop_im_v1_UserGroup } from '../../../bellhop/im/v1/UserGroup.ts';

/**
 * Response of ListUserGroups.
 */
export interface ListUserGroupsResponseInput {
  /**
   * The page, sorted by group id.
   */
  'groups'?: (_bellhop_im_v1_UserGroupInput)[];
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken'?: (string);
}

/**
 * Response of ListUserGroups.
 */
export interface ListUserGroupsResponse {
  /**
   * The page, sorted by group id.
   */
  'groups': (_bellhop_im_v1_UserGroup)[];
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken': (string);
}
