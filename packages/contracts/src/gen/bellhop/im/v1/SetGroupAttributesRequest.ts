// Original file: proto/bellhop/im/v1/group_service.proto


/**
 * Request of SetGroupAttributes.
 */
export interface SetGroupAttributesRequestInput {
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
   * 1..50: keys of at most 64 characters, values of at most 1,024 bytes. A group has at most 50.
   */
  'attributes'?: ({[key: string]: string});
}

/**
 * Request of SetGroupAttributes.
 */
export interface SetGroupAttributesRequest {
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
   * 1..50: keys of at most 64 characters, values of at most 1,024 bytes. A group has at most 50.
   */
  'attributes': ({[key: string]: string});
}
