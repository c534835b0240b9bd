// Original file: proto/bellhop/presence/v1/presence_service.proto


/**
 * Request of GetPresence.
 */
export interface GetPresenceRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * 1..1,000 users. Each is answered, in this order.
   */
  'userIds'?: (string)[];
}

/**
 * Request of GetPresence.
 */
export interface GetPresenceRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * 1..1,000 users. Each is answered, in this order.
   */
  'userIds': (string)[];
}
