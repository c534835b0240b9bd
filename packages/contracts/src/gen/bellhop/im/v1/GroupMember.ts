// Original file: proto/bellhop/im/v1/group_service.proto

import type { GroupRoleInput as _bellhop_im_v1_GroupRoleInput, GroupRole as _bellhop_im_v1_GroupRole } from '../../../bellhop/im/v1/GroupRole.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * One member of a group.
 */
export interface GroupMemberInput {
  /**
   * The user.
   */
  'userId'?: (string);
  /**
   * Their role.
   */
  'role'?: (_bellhop_im_v1_GroupRoleInput);
  /**
   * When they joined, Unix ms.
   */
  'joinedAtMs'?: (number | string | Long);
  /**
   * They must not write.
   */
  'isMuted'?: (boolean);
  /**
   * When that ends by itself, Unix ms; 0 = it does not.
   */
  'muteUntilMs'?: (number | string | Long);
}

/**
 * One member of a group.
 */
export interface GroupMember {
  /**
   * The user.
   */
  'userId': (string);
  /**
   * Their role.
   */
  'role': (_bellhop_im_v1_GroupRole);
  /**
   * When they joined, Unix ms.
   */
  'joinedAtMs': (number);
  /**
   * They must not write.
   */
  'isMuted': (boolean);
  /**
   * When that ends by itself, Unix ms; 0 = it does not.
   */
  'muteUntilMs': (number);
}
