// Original file: proto/bellhop/im/v1/group_service.proto


/**
 * Request of TransferGroupOwner.
 */
export interface TransferGroupOwnerRequestInput {
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
   * The member who becomes owner.
   */
  'newOwnerUserId'?: (string);
}

/**
 * Request of TransferGroupOwner.
 */
export interface TransferGroupOwnerRequest {
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
   * The member who becomes owner.
   */
  'newOwnerUserId': (string);
}
