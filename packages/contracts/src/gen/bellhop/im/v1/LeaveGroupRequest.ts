// Original file: proto/bellhop/im/v1/group_service.proto


/**
 * Request of LeaveGroup.
 */
export interface LeaveGroupRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The group.
   */
  'groupId'?: (string);
  /**
   * User who leaves.
   */
  'userId'?: (string);
}

/**
 * Request of LeaveGroup.
 */
export interface LeaveGroupRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The group.
   */
  'groupId': (string);
  /**
   * User who leaves.
   */
  'userId': (string);
}
