// Original file: proto/bellhop/im/v1/conversation_service.proto


/**
 * Request of ListMessageReaders.
 */
export interface ListMessageReadersRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The sender; empty = the app itself asks.
   */
  'userId'?: (string);
  /**
   * A group conversation.
   */
  'conversationId'?: (string);
  /**
   * A message of it.
   */
  'messageId'?: (string);
  /**
   * Users per page, 1..200; 0 = 100.
   */
  'pageSize'?: (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken'?: (string);
}

/**
 * Request of ListMessageReaders.
 */
export interface ListMessageReadersRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The sender; empty = the app itself asks.
   */
  'userId': (string);
  /**
   * A group conversation.
   */
  'conversationId': (string);
  /**
   * A message of it.
   */
  'messageId': (string);
  /**
   * Users per page, 1..200; 0 = 100.
   */
  'pageSize': (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken': (string);
}
