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
   * As page_size, which wins: from before every list said it in one way.
   */
  'limit'?: (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken'?: (string);
  /**
   * Size of a page, 1..5,000; 0 = 1,000.
   */
  'pageSize'?: (number);
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
   * As page_size, which wins: from before every list said it in one way.
   */
  'limit': (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken': (string);
  /**
   * Size of a page, 1..5,000; 0 = 1,000.
   */
  'pageSize': (number);
}
