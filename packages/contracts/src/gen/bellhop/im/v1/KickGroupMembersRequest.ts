// Original file: proto/bellhop/im/v1/group_service.proto


/**
 * Request of KickGroupMembers.
 */
export interface KickGroupMembersRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The group.
   */
  'groupId'?: (string);
  /**
   * Who does it; empty = the app itself.
   */
  'userId'?: (string);
  /**
   * Whom, 1..500. Those who are no members are passed over; one who must not be kicked by who acts makes all stay.
   */
  'userIds'?: (string)[];
}

/**
 * Request of KickGroupMembers.
 */
export interface KickGroupMembersRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The group.
   */
  'groupId': (string);
  /**
   * Who does it; empty = the app itself.
   */
  'userId': (string);
  /**
   * Whom, 1..500. Those who are no members are passed over; one who must not be kicked by who acts makes all stay.
   */
  'userIds': (string)[];
}
