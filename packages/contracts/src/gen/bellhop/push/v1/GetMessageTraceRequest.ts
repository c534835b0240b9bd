// Original file: proto/bellhop/push/v1/trace_service.proto


/**
 * Request of GetMessageTrace.
 */
export interface GetMessageTraceRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The message.
   */
  'messageId'?: (string);
  /**
   * At most this many entries, 1..5,000; 0 = 1,000.
   */
  'limit'?: (number);
}

/**
 * Request of GetMessageTrace.
 */
export interface GetMessageTraceRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The message.
   */
  'messageId': (string);
  /**
   * At most this many entries, 1..5,000; 0 = 1,000.
   */
  'limit': (number);
}
