// Original file: proto/bellhop/im/v1/group_service.proto


/**
 * Request of DeleteGroupAttributes.
 */
export interface DeleteGroupAttributesRequestInput {
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
   * 1..50.
   */
  'keys'?: (string)[];
}

/**
 * Request of DeleteGroupAttributes.
 */
export interface DeleteGroupAttributesRequest {
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
   * 1..50.
   */
  'keys': (string)[];
}
