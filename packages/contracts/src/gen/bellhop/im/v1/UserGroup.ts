// Original file: proto/bellhop/im/v1/group_service.proto

import type { GroupRoleInput as _bellhop_im_v1_GroupRoleInput, GroupRole as _bellhop_im_v1_GroupRole } from '../../../bellhop/im/v1/GroupRole.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * A group of a user.
 */
export interface UserGroupInput {
  /**
   * Its id.
   */
  'groupId'?: (string);
  /**
   * Its name; may be empty.
   */
  'name'?: (string);
  /**
   * The user's role in it.
   */
  'role'?: (_bellhop_im_v1_GroupRoleInput);
  /**
   * When they joined, Unix ms.
   */
  'joinedAtMs'?: (number | string | Long);
}

/**
 * A group of a user.
 */
export interface UserGroup {
  /**
   * Its id.
   */
  'groupId': (string);
  /**
   * Its name; may be empty.
   */
  'name': (string);
  /**
   * The user's role in it.
   */
  'role': (_bellhop_im_v1_GroupRole);
  /**
   * When they joined, Unix ms.
   */
  'joinedAtMs': (number);
}
