// Original file: proto/bellhop/im/v1/conversation_service.proto


/**
 * Request of DeleteConversation.
 */
export interface DeleteConversationRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * For whom.
   */
  'userId'?: (string);
  /**
   * The conversation.
   */
  'conversationId'?: (string);
  /**
   * Device on which it was deleted: the user's others are told. Empty = none.
   */
  'deviceId'?: (string);
}

/**
 * Request of DeleteConversation.
 */
export interface DeleteConversationRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * For whom.
   */
  'userId': (string);
  /**
   * The conversation.
   */
  'conversationId': (string);
  /**
   * Device on which it was deleted: the user's others are told. Empty = none.
   */
  'deviceId': (string);
}
