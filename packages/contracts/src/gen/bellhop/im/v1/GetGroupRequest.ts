// Original file: proto/bellhop/im/v1/group_service.proto


/**
 * Request of GetGroup.
 */
export interface GetGroupRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The group.
   */
  'groupId'?: (string);
  /**
   * Set = only a member may ask; empty = the app itself asks.
   */
  'userId'?: (string);
}

/**
 * Request of GetGroup.
 */
export interface GetGroupRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The group.
   */
  'groupId': (string);
  /**
   * Set = only a member may ask; empty = the app itself asks.
   */
  'userId': (string);
}
