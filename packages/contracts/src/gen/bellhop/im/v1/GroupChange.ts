// Original file: proto/bellhop/im/v1/delivery_service.proto

/**
 * What has changed in a group.
 */
export const GroupChange = {
  /**
   * Never sent.
   */
  GROUP_CHANGE_UNSPECIFIED: 'GROUP_CHANGE_UNSPECIFIED',
  /**
   * Users came in.
   */
  GROUP_CHANGE_JOINED: 'GROUP_CHANGE_JOINED',
  /**
   * A user left.
   */
  GROUP_CHANGE_LEFT: 'GROUP_CHANGE_LEFT',
  /**
   * Users were removed.
   */
  GROUP_CHANGE_KICKED: 'GROUP_CHANGE_KICKED',
  /**
   * A member has another role.
   */
  GROUP_CHANGE_ROLE: 'GROUP_CHANGE_ROLE',
  /**
   * A member became the owner.
   */
  GROUP_CHANGE_OWNER: 'GROUP_CHANGE_OWNER',
  /**
   * Members were muted, or may write again.
   */
  GROUP_CHANGE_MEMBERS_MUTED: 'GROUP_CHANGE_MEMBERS_MUTED',
  /**
   * All but the owner and admins were muted, or may write again.
   */
  GROUP_CHANGE_MUTED: 'GROUP_CHANGE_MUTED',
  /**
   * Name, notice or join rule.
   */
  GROUP_CHANGE_INFO: 'GROUP_CHANGE_INFO',
  /**
   * Attributes.
   */
  GROUP_CHANGE_ATTRIBUTES: 'GROUP_CHANGE_ATTRIBUTES',
  /**
   * It was dissolved.
   */
  GROUP_CHANGE_DISSOLVED: 'GROUP_CHANGE_DISSOLVED',
} as const;

/**
 * What has changed in a group.
 */
export type GroupChangeInput =
  /**
   * Never sent.
   */
  | 'GROUP_CHANGE_UNSPECIFIED'
  | 0
  /**
   * Users came in.
   */
  | 'GROUP_CHANGE_JOINED'
  | 1
  /**
   * A user left.
   */
  | 'GROUP_CHANGE_LEFT'
  | 2
  /**
   * Users were removed.
   */
  | 'GROUP_CHANGE_KICKED'
  | 3
  /**
   * A member has another role.
   */
  | 'GROUP_CHANGE_ROLE'
  | 4
  /**
   * A member became the owner.
   */
  | 'GROUP_CHANGE_OWNER'
  | 5
  /**
   * Members were muted, or may write again.
   */
  | 'GROUP_CHANGE_MEMBERS_MUTED'
  | 6
  /**
   * All but the owner and admins were muted, or may write again.
   */
  | 'GROUP_CHANGE_MUTED'
  | 7
  /**
   * Name, notice or join rule.
   */
  | 'GROUP_CHANGE_INFO'
  | 8
  /**
   * Attributes.
   */
  | 'GROUP_CHANGE_ATTRIBUTES'
  | 9
  /**
   * It was dissolved.
   */
  | 'GROUP_CHANGE_DISSOLVED'
  | 10

/**
 * What has changed in a group.
 */
export type GroupChange = typeof GroupChange[keyof typeof GroupChange]
