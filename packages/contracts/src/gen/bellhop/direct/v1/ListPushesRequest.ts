// Original file: proto/bellhop/direct/v1/push_service.proto


/**
 * Request of ListPushes.
 */
export interface ListPushesRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * Size of a page, 1..100; 0 = 50.
   */
  'pageSize'?: (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken'?: (string);
}

/**
 * Request of ListPushes.
 */
export interface ListPushesRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * Size of a page, 1..100; 0 = 50.
   */
  'pageSize': (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken': (string);
}
