// Original file: proto/bellhop/im/v1/group_service.proto


/**
 * Request of DissolveGroup.
 */
export interface DissolveGroupRequestInput {
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
}

/**
 * Request of DissolveGroup.
 */
export interface DissolveGroupRequest {
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
}
