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
   * At most this many entries, 1..1,000; 0 = 100.
   */
  'limit'?: (number);
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
   * At most this many entries, 1..1,000; 0 = 100.
   */
  'limit': (number);
}
