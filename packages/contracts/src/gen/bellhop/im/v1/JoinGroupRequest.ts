// Original file: proto/bellhop/im/v1/group_service.proto


/**
 * Request of JoinGroup.
 */
export interface JoinGroupRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The group.
   */
  'groupId'?: (string);
  /**
   * User who joins.
   */
  'userId'?: (string);
}

/**
 * Request of JoinGroup.
 */
export interface JoinGroupRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The group.
   */
  'groupId': (string);
  /**
   * User who joins.
   */
  'userId': (string);
}
