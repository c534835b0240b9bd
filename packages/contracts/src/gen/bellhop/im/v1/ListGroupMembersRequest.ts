// Original file: proto/bellhop/im/v1/group_service.proto


/**
 * Request of ListGroupMembers.
 */
export interface ListGroupMembersRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The group.
   */
  'groupId'?: (string);
  /**
   * Page size, 1..1,000; 0 = 200.
   */
  'pageSize'?: (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken'?: (string);
  /**
   * Set = only a member may ask; empty = the app itself asks.
   */
  'viewerUserId'?: (string);
}

/**
 * Request of ListGroupMembers.
 */
export interface ListGroupMembersRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The group.
   */
  'groupId': (string);
  /**
   * Page size, 1..1,000; 0 = 200.
   */
  'pageSize': (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken': (string);
  /**
   * Set = only a member may ask; empty = the app itself asks.
   */
  'viewerUserId': (string);
}
