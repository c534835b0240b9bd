// Original file: proto/bellhop/im/v1/conversation_service.proto


/**
 * Request of DeleteMessages.
 */
export interface DeleteMessagesRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * For whom.
   */
  'userId'?: (string);
  /**
   * The messages' conversation.
   */
  'conversationId'?: (string);
  /**
   * 1..100 messages. Those that the user does not have are passed over.
   */
  'messageIds'?: (string)[];
  /**
   * Device on which they were deleted: the user's others are told. Empty = none.
   */
  'deviceId'?: (string);
}

/**
 * Request of DeleteMessages.
 */
export interface DeleteMessagesRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * For whom.
   */
  'userId': (string);
  /**
   * The messages' conversation.
   */
  'conversationId': (string);
  /**
   * 1..100 messages. Those that the user does not have are passed over.
   */
  'messageIds': (string)[];
  /**
   * Device on which they were deleted: the user's others are told. Empty = none.
   */
  'deviceId': (string);
}
