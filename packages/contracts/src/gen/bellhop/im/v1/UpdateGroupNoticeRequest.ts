// Original file: proto/bellhop/im/v1/group_service.proto


/**
 * Request of UpdateGroupNotice.
 */
export interface UpdateGroupNoticeRequestInput {
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
   * At most 300 characters; may be empty.
   */
  'notice'?: (string);
}

/**
 * Request of UpdateGroupNotice.
 */
export interface UpdateGroupNoticeRequest {
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
   * At most 300 characters; may be empty.
   */
  'notice': (string);
}
