// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Request of ListApps.
 */
export interface ListAppsRequestInput {
  /**
   * Size of a page, 1..1,000; 0 = all from there on, at most 10,000.
   */
  'pageSize'?: (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken'?: (string);
}

/**
 * Request of ListApps.
 */
export interface ListAppsRequest {
  /**
   * Size of a page, 1..1,000; 0 = all from there on, at most 10,000.
   */
  'pageSize': (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken': (string);
}
