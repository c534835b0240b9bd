// Original file: proto/bellhop/im/v1/group_service.proto


/**
 * Request of ListUserGroups.
 */
export interface ListUserGroupsRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The user.
   */
  'userId'?: (string);
  /**
   * Page size, 1..200; 0 = 100.
   */
  'pageSize'?: (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken'?: (string);
}

/**
 * Request of ListUserGroups.
 */
export interface ListUserGroupsRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The user.
   */
  'userId': (string);
  /**
   * Page size, 1..200; 0 = 100.
   */
  'pageSize': (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken': (string);
}
