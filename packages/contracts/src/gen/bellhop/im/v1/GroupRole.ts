// Original file: proto/bellhop/im/v1/group_service.proto

/**
 * Role of a member.
 */
export const GroupRole = {
  /**
   * Never sent.
   */
  GROUP_ROLE_UNSPECIFIED: 'GROUP_ROLE_UNSPECIFIED',
  /**
   * Created the group, was given it or inherited it. Each group has one.
   */
  GROUP_ROLE_OWNER: 'GROUP_ROLE_OWNER',
  /**
   * Ordinary member.
   */
  GROUP_ROLE_MEMBER: 'GROUP_ROLE_MEMBER',
  /**
   * Helps the owner.
   */
  GROUP_ROLE_ADMIN: 'GROUP_ROLE_ADMIN',
} as const;

/**
 * Role of a member.
 */
export type GroupRoleInput =
  /**
   * Never sent.
   */
  | 'GROUP_ROLE_UNSPECIFIED'
  | 0
  /**
   * Created the group, was given it or inherited it. Each group has one.
   */
  | 'GROUP_ROLE_OWNER'
  | 1
  /**
   * Ordinary member.
   */
  | 'GROUP_ROLE_MEMBER'
  | 2
  /**
   * Helps the owner.
   */
  | 'GROUP_ROLE_ADMIN'
  | 3

/**
 * Role of a member.
 */
export type GroupRole = typeof GroupRole[keyof typeof GroupRole]
