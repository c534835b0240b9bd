// Original file: proto/bellhop/im/v1/sync_service.proto

/**
 * Whether a user may send to a group.
 */
export const SendPermission = {
  /**
   * Never sent.
   */
  SEND_PERMISSION_UNSPECIFIED: 'SEND_PERMISSION_UNSPECIFIED',
  /**
   * He may.
   */
  SEND_PERMISSION_ALLOWED: 'SEND_PERMISSION_ALLOWED',
  /**
   * No such group.
   */
  SEND_PERMISSION_GROUP_NOT_FOUND: 'SEND_PERMISSION_GROUP_NOT_FOUND',
  /**
   * He is not a member.
   */
  SEND_PERMISSION_NOT_A_MEMBER: 'SEND_PERMISSION_NOT_A_MEMBER',
  /**
   * They are muted, or all but the owner and admins are.
   */
  SEND_PERMISSION_MUTED: 'SEND_PERMISSION_MUTED',
  /**
   * The group was dissolved.
   */
  SEND_PERMISSION_GROUP_DISSOLVED: 'SEND_PERMISSION_GROUP_DISSOLVED',
} as const;

/**
 * Whether a user may send to a group.
 */
export type SendPermissionInput =
  /**
   * Never sent.
   */
  | 'SEND_PERMISSION_UNSPECIFIED'
  | 0
  /**
   * He may.
   */
  | 'SEND_PERMISSION_ALLOWED'
  | 1
  /**
   * No such group.
   */
  | 'SEND_PERMISSION_GROUP_NOT_FOUND'
  | 2
  /**
   * He is not a member.
   */
  | 'SEND_PERMISSION_NOT_A_MEMBER'
  | 3
  /**
   * They are muted, or all but the owner and admins are.
   */
  | 'SEND_PERMISSION_MUTED'
  | 4
  /**
   * The group was dissolved.
   */
  | 'SEND_PERMISSION_GROUP_DISSOLVED'
  | 5

/**
 * Whether a user may send to a group.
 */
export type SendPermission = typeof SendPermission[keyof typeof SendPermission]
