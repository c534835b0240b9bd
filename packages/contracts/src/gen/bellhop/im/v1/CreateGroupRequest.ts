// Original file: proto/bellhop/im/v1/group_service.proto


/**
 * Request of CreateGroup.
 */
export interface CreateGroupRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * Id of the group, 1..64 bytes.
   */
  'groupId'?: (string);
  /**
   * Its name, at most 50 characters.
   */
  'name'?: (string);
  /**
   * Its owner.
   */
  'ownerUserId'?: (string);
  /**
   * Further members, at most 1,999.
   */
  'memberUserIds'?: (string)[];
}

/**
 * Request of CreateGroup.
 */
export interface CreateGroupRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * Id of the group, 1..64 bytes.
   */
  'groupId': (string);
  /**
   * Its name, at most 50 characters.
   */
  'name': (string);
  /**
   * Its owner.
   */
  'ownerUserId': (string);
  /**
   * Further members, at most 1,999.
   */
  'memberUserIds': (string)[];
}
