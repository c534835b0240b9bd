// Original file: proto/bellhop/im/v1/group_service.proto


/**
 * Request of GetGroupAttributes.
 */
export interface GetGroupAttributesRequestInput {
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
 * Request of GetGroupAttributes.
 */
export interface GetGroupAttributesRequest {
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
