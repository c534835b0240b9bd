// Original file: proto/bellhop/im/v1/group_service.proto

/**
 * How users come into a group.
 */
export const GroupJoinRule = {
  /**
   * FREE.
   */
  GROUP_JOIN_RULE_UNSPECIFIED: 'GROUP_JOIN_RULE_UNSPECIFIED',
  /**
   * They enter by themselves, and members invite.
   */
  GROUP_JOIN_RULE_FREE: 'GROUP_JOIN_RULE_FREE',
  /**
   * Members invite.
   */
  GROUP_JOIN_RULE_MEMBERS_INVITE: 'GROUP_JOIN_RULE_MEMBERS_INVITE',
  /**
   * The owner and admins invite.
   */
  GROUP_JOIN_RULE_ADMINS_INVITE: 'GROUP_JOIN_RULE_ADMINS_INVITE',
  /**
   * Only the app adds users.
   */
  GROUP_JOIN_RULE_CLOSED: 'GROUP_JOIN_RULE_CLOSED',
} as const;

/**
 * How users come into a group.
 */
export type GroupJoinRuleInput =
  /**
   * FREE.
   */
  | 'GROUP_JOIN_RULE_UNSPECIFIED'
  | 0
  /**
   * They enter by themselves, and members invite.
   */
  | 'GROUP_JOIN_RULE_FREE'
  | 1
  /**
   * Members invite.
   */
  | 'GROUP_JOIN_RULE_MEMBERS_INVITE'
  | 2
  /**
   * The owner and admins invite.
   */
  | 'GROUP_JOIN_RULE_ADMINS_INVITE'
  | 3
  /**
   * Only the app adds users.
   */
  | 'GROUP_JOIN_RULE_CLOSED'
  | 4

/**
 * How users come into a group.
 */
export type GroupJoinRule = typeof GroupJoinRule[keyof typeof GroupJoinRule]
