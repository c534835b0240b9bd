// Original file: proto/bellhop/im/v1/delivery_service.proto

import type { GroupChangeInput as _bellhop_im_v1_GroupChangeInput, GroupChange as _bellhop_im_v1_GroupChange } from '../../../bellhop/im/v1/GroupChange.ts';
import type { GroupRoleInput as _bellhop_im_v1_GroupRoleInput, GroupRole as _bellhop_im_v1_GroupRole } from '../../../bellhop/im/v1/GroupRole.ts';
import type { GroupInfoInput as _bellhop_im_v1_GroupInfoInput, GroupInfo as _bellhop_im_v1_GroupInfo } from '../../../bellhop/im/v1/GroupInfo.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * A group has changed.
 */
export interface GroupChangedNewsInput {
  /**
   * The group.
   */
  'groupId'?: (string);
  /**
   * What.
   */
  'change'?: (_bellhop_im_v1_GroupChangeInput);
  /**
   * Who did it; empty = the app itself.
   */
  'actingUserId'?: (string);
  /**
   * Whom it concerns, at most 100 of them.
   */
  'userIds'?: (string)[];
  /**
   * How many it concerns.
   */
  'userCount'?: (number);
  /**
   * When, Unix ms.
   */
  'atMs'?: (number | string | Long);
  /**
   * Of ROLE: the role now.
   */
  'role'?: (_bellhop_im_v1_GroupRoleInput);
  /**
   * Of MEMBERS_MUTED and MUTED: whether they are muted now.
   */
  'isMuted'?: (boolean);
  /**
   * When that ends by itself, Unix ms; 0 = it does not.
   */
  'muteUntilMs'?: (number | string | Long);
  /**
   * Of INFO: what holds now.
   */
  'info'?: (_bellhop_im_v1_GroupInfoInput | null);
  /**
   * Of ATTRIBUTES: those that were set.
   */
  'attributes'?: ({[key: string]: string});
  /**
   * Of ATTRIBUTES: those that were deleted.
   */
  'deletedAttributeKeys'?: (string)[];
}

/**
 * A group has changed.
 */
export interface GroupChangedNews {
  /**
   * The group.
   */
  'groupId': (string);
  /**
   * What.
   */
  'change': (_bellhop_im_v1_GroupChange);
  /**
   * Who did it; empty = the app itself.
   */
  'actingUserId': (string);
  /**
   * Whom it concerns, at most 100 of them.
   */
  'userIds': (string)[];
  /**
   * How many it concerns.
   */
  'userCount': (number);
  /**
   * When, Unix ms.
   */
  'atMs': (number);
  /**
   * Of ROLE: the role now.
   */
  'role': (_bellhop_im_v1_GroupRole);
  /**
   * Of MEMBERS_MUTED and MUTED: whether they are muted now.
   */
  'isMuted': (boolean);
  /**
   * When that ends by itself, Unix ms; 0 = it does not.
   */
  'muteUntilMs': (number);
  /**
   * Of INFO: what holds now.
   */
  'info': (_bellhop_im_v1_GroupInfo | null);
  /**
   * Of ATTRIBUTES: those that were set.
   */
  'attributes': ({[key: string]: string});
  /**
   * Of ATTRIBUTES: those that were deleted.
   */
  'deletedAttributeKeys': (string)[];
}
