// Original file: proto/bellhop/push/v1/trace_service.proto


/**
 * Request of GetPushTrace.
 */
export interface GetPushTraceRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The PushID.
   */
  'pushId'?: (string);
  /**
   * As page_size, which wins: from before every list said it in one way.
   */
  'limit'?: (number);
  /**
   * From the previous page; empty = from the latest.
   */
  'pageToken'?: (string);
  /**
   * Size of a page, 1..1,000; 0 = 100.
   */
  'pageSize'?: (number);
}

/**
 * Request of GetPushTrace.
 */
export interface GetPushTraceRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The PushID.
   */
  'pushId': (string);
  /**
   * As page_size, which wins: from before every list said it in one way.
   */
  'limit': (number);
  /**
   * From the previous page; empty = from the latest.
   */
  'pageToken': (string);
  /**
   * Size of a page, 1..1,000; 0 = 100.
   */
  'pageSize': (number);
}
