// Original file: proto/bellhop/im/v1/conversation_service.proto


/**
 * Request of GetPeerReceipt.
 */
export interface GetPeerReceiptRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * Who asks.
   */
  'userId'?: (string);
  /**
   * A peer conversation of theirs.
   */
  'conversationId'?: (string);
}

/**
 * Request of GetPeerReceipt.
 */
export interface GetPeerReceiptRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * Who asks.
   */
  'userId': (string);
  /**
   * A peer conversation of theirs.
   */
  'conversationId': (string);
}
