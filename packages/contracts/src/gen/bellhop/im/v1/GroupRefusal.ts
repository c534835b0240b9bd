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
   * The group would have more members than the app allows (2,000 by default): `limit`. Those who are in it already stay when the app's limit is lowered.
   */
  GROUP_REFUSAL_GROUP_FULL: 'GROUP_REFUSAL_GROUP_FULL',
  /**
   * A group with this id exists and belongs to somebody else.
   */
  GROUP_REFUSAL_GROUP_EXISTS: 'GROUP_REFUSAL_GROUP_EXISTS',
  /**
   * The acting user's role does not allow it; `required_role` is the least that does.
   */
  GROUP_REFUSAL_NOT_ALLOWED: 'GROUP_REFUSAL_NOT_ALLOWED',
  /**
   * The group was dissolved.
   */
  GROUP_REFUSAL_GROUP_DISSOLVED: 'GROUP_REFUSAL_GROUP_DISSOLVED',
  /**
   * The join rule lets users in by invitation alone.
   */
  GROUP_REFUSAL_INVITATION_NEEDED: 'GROUP_REFUSAL_INVITATION_NEEDED',
  /**
   * The join rule lets nobody in; the app may add users.
   */
  GROUP_REFUSAL_GROUP_CLOSED: 'GROUP_REFUSAL_GROUP_CLOSED',
  /**
   * The user who is to get a role is not a member.
   */
  GROUP_REFUSAL_MEMBER_NOT_FOUND: 'GROUP_REFUSAL_MEMBER_NOT_FOUND',
  /**
   * It is the owner, who can be neither removed nor muted, and whose role only a transfer changes.
   */
  GROUP_REFUSAL_OWNER_STAYS: 'GROUP_REFUSAL_OWNER_STAYS',
  /**
   * The group would have more attributes than it may: `limit`.
   */
  GROUP_REFUSAL_TOO_MANY_ATTRIBUTES: 'GROUP_REFUSAL_TOO_MANY_ATTRIBUTES',
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
   * The group would have more members than the app allows (2,000 by default): `limit`. Those who are in it already stay when the app's limit is lowered.
   */
  | 'GROUP_REFUSAL_GROUP_FULL'
  | 3
  /**
   * A group with this id exists and belongs to somebody else.
   */
  | 'GROUP_REFUSAL_GROUP_EXISTS'
  | 4
  /**
   * The acting user's role does not allow it; `required_role` is the least that does.
   */
  | 'GROUP_REFUSAL_NOT_ALLOWED'
  | 5
  /**
   * The group was dissolved.
   */
  | 'GROUP_REFUSAL_GROUP_DISSOLVED'
  | 6
  /**
   * The join rule lets users in by invitation alone.
   */
  | 'GROUP_REFUSAL_INVITATION_NEEDED'
  | 7
  /**
   * The join rule lets nobody in; the app may add users.
   */
  | 'GROUP_REFUSAL_GROUP_CLOSED'
  | 8
  /**
   * The user who is to get a role is not a member.
   */
  | 'GROUP_REFUSAL_MEMBER_NOT_FOUND'
  | 9
  /**
   * It is the owner, who can be neither removed nor muted, and whose role only a transfer changes.
   */
  | 'GROUP_REFUSAL_OWNER_STAYS'
  | 10
  /**
   * The group would have more attributes than it may: `limit`.
   */
  | 'GROUP_REFUSAL_TOO_MANY_ATTRIBUTES'
  | 11

/**
 * What a group call can be refused for; the caller must handle it.
 */
export type GroupRefusal = typeof GroupRefusal[keyof typeof GroupRefusal]
