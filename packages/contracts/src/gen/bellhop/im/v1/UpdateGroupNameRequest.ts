// Original file: proto/bellhop/im/v1/group_service.proto


/**
 * Request of UpdateGroupName.
 */
export interface UpdateGroupNameRequestInput {
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
   * At most 50 characters; may be empty.
   */
  'name'?: (string);
}

/**
 * Request of UpdateGroupName.
 */
export interface UpdateGroupNameRequest {
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
   * At most 50 characters; may be empty.
   */
  'name': (string);
}
