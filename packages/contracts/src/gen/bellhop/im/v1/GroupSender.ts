// Original file: proto/bellhop/im/v1/sync_service.proto


/**
 * A user and a group he wants to send to.
 */
export interface GroupSenderInput {
  /**
   * The group.
   */
  'groupId'?: (string);
  /**
   * The sender.
   */
  'userId'?: (string);
}

/**
 * A user and a group he wants to send to.
 */
export interface GroupSender {
  /**
   * The group.
   */
  'groupId': (string);
  /**
   * The sender.
   */
  'userId': (string);
}
