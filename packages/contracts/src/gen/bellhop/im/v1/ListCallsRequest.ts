// Original file: proto/bellhop/im/v1/call_service.proto


/**
 * Request of ListCalls.
 */
export interface ListCallsRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * Whose calls: made, taken and missed ones.
   */
  'userId'?: (string);
  /**
   * Calls per page, 1..100; 0 = 50.
   */
  'pageSize'?: (number);
  /**
   * From the previous page; empty = from the newest on.
   */
  'pageToken'?: (string);
}

/**
 * Request of ListCalls.
 */
export interface ListCallsRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * Whose calls: made, taken and missed ones.
   */
  'userId': (string);
  /**
   * Calls per page, 1..100; 0 = 50.
   */
  'pageSize': (number);
  /**
   * From the previous page; empty = from the newest on.
   */
  'pageToken': (string);
}
