// Original file: proto/bellhop/im/v1/group_service.proto

/**
 * What a group call can be refused for; the caller must handle it.
 */
export const GroupRefusal = {
  /**
   * Not refused.
   */
  GROUP_REFUSAL_UNSPECIFIED: 'GROUP_REFUSAL_UNSPECIFIED',
  /**
   * No such group in this app.
   */
  GROUP_REFUSAL_GROUP_NOT_FOUND: 'GROUP_REFUSAL_GROUP_NOT_FOUND',
  /**
   * The acting user is not a member.
   */
  GROUP_REFUSAL_NOT_A_MEMBER: 'GROUP_REFUSAL_NOT_A_MEMBER',
  /**
   * The group would have more members than the app allows (2,000 by default).
   */
  GROUP_REFUSAL_GROUP_FULL: 'GROUP_REFUSAL_GROUP_FULL',
  /**
   * A group with this id exists and belongs to somebody else.
   */
  GROUP_REFUSAL_GROUP_EXISTS: 'GROUP_REFUSAL_GROUP_EXISTS',
} as const;

/**
 * What a group call can be refused for; the caller must handle it.
 */
export type GroupRefusalInput =
  /**
   * Not refused.
   */
  | 'GROUP_REFUSAL_UNSPECIFIED'
  | 0
  /**
   * No such group in this app.
   */
  | 'GROUP_REFUSAL_GROUP_NOT_FOUND'
  | 1
  /**
   * The acting user is not a member.
   */
  | 'GROUP_REFUSAL_NOT_A_MEMBER'
  | 2
  /**
   * The group would have more members than the app allows (2,000 by default).
   */
  | 'GROUP_REFUSAL_GROUP_FULL'
  | 3
  /**
   * A group with this id exists and belongs to somebody else.
   */
  | 'GROUP_REFUSAL_GROUP_EXISTS'
  | 4

/**
 * What a group call can be refused for; the caller must handle it.
 */
export type GroupRefusal = typeof GroupRefusal[keyof typeof GroupRefusal]
