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
   * Size of a page, 1..5,000; 0 = 1,000.
   */
  'limit'?: (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken'?: (string);
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
   * Size of a page, 1..5,000; 0 = 1,000.
   */
  'limit': (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken': (string);
}
