// Original file: proto/bellhop/im/v1/conversation_service.proto


/**
 * Request of ListConversations.
 */
export interface ListConversationsRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The user.
   */
  'userId'?: (string);
  /**
   * Conversations per page, 1..100; 0 = 50.
   */
  'pageSize'?: (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken'?: (string);
}

/**
 * Request of ListConversations.
 */
export interface ListConversationsRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The user.
   */
  'userId': (string);
  /**
   * Conversations per page, 1..100; 0 = 50.
   */
  'pageSize': (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken': (string);
}
