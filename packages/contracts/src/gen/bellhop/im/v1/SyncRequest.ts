// Original file: proto/bellhop/im/v1/sync_service.proto


/**
 * Request of Sync.
 */
export interface SyncRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The user.
   */
  'userId'?: (string);
  /**
   * His device; positions are kept per device.
   */
  'deviceId'?: (string);
  /**
   * Messages per page, 1..200; 0 = 100.
   */
  'pageSize'?: (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken'?: (string);
}

/**
 * Request of Sync.
 */
export interface SyncRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The user.
   */
  'userId': (string);
  /**
   * His device; positions are kept per device.
   */
  'deviceId': (string);
  /**
   * Messages per page, 1..200; 0 = 100.
   */
  'pageSize': (number);
  /**
   * From the previous page; empty = from the beginning.
   */
  'pageToken': (string);
}
