// Original file: proto/bellhop/im/v1/group_service.proto


/**
 * Request of InviteToGroup.
 */
export interface InviteToGroupRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The group.
   */
  'groupId'?: (string);
  /**
   * Member who invites; empty = the app itself.
   */
  'inviterUserId'?: (string);
  /**
   * Users to add, 1..2,000. Those who are members already stay what they are.
   */
  'userIds'?: (string)[];
}

/**
 * Request of InviteToGroup.
 */
export interface InviteToGroupRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The group.
   */
  'groupId': (string);
  /**
   * Member who invites; empty = the app itself.
   */
  'inviterUserId': (string);
  /**
   * Users to add, 1..2,000. Those who are members already stay what they are.
   */
  'userIds': (string)[];
}
