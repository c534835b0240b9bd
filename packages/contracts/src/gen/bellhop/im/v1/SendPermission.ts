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
 * Whether a user may send to a group.
 */
export type SendPermission = typeof SendPermission[keyof typeof SendPermission]
