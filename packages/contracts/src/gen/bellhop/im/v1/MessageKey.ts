// Original file: proto/bellhop/im/v1/sync_service.proto


/**
 * Where a message lies.
 */
export interface MessageKeyInput {
  /**
   * Its conversation.
   */
  'conversationId'?: (string);
  /**
   * Its id.
   */
  'messageId'?: (string);
}

/**
 * Where a message lies.
 */
export interface MessageKey {
  /**
   * Its conversation.
   */
  'conversationId': (string);
  /**
   * Its id.
   */
  'messageId': (string);
}
