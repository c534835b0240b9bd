// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * What an app may set. Fields that are not set have the default.
 */
export interface AppLimitsInput {
  /**
   * A connection silent for so long is offline, ms. 5,000..300,000; default 30,000.
   */
  'silenceTimeoutMs'?: (number);
  /**
   * How often clients beat, ms. 1,000..60,000; default 10,000.
   */
  'heartbeatIntervalMs'?: (number);
  /**
   * A device that does not acknowledge a message within this time is treated as offline, ms. 200..30,000; default 3,000.
   */
  'ackTimeoutMs'?: (number);
  /**
   * Largest text, UTF-8 bytes. 1..32,768; default 2,048.
   */
  'maxTextBytes'?: (number);
  /**
   * Messages per second and client. 1..1,000; default 10.
   */
  'messagesPerSecond'?: (number);
  /**
   * Messages per second of the app's API key, over all gateways' replicas each. 1..1,000,000; default 20,000.
   */
  'apiMessagesPerSecond'?: (number);
  /**
   * Members of a group. 2..100,000; default 2,000.
   */
  'maxGroupMembers'?: (number);
  /**
   * How long a push may wait at the vendor for a phone to come online, seconds. 60..604,800; default 86,400.
   */
  'pushTtlSeconds'?: (number);
  /**
   * For how long senders may revoke their own messages, seconds. 0..604,800; default 120. Owners and admins of a group may at any time.
   */
  'revokeWithinSeconds'?: (number);
  /**
   * For how many days messages are kept. 1..3,650, never longer than the service keeps any (its RETENTION_DAYS); default: as long as that.
   */
  'messageRetentionDays'?: (number);
  /**
   * Most pushes of messages that a user gets in a minute, over all their devices' messages; calls do not count. 0..1,000; 0 = no cap, the default.
   */
  'userPushesPerMinute'?: (number);
  /**
   * Messages of one conversation that come within so many seconds after one that was pushed are gathered into one counted notification,
   * whose push_ttl_seconds count from the end of that time. 0..3,600; 0 = each is pushed, the default.
   */
  'foldSeconds'?: (number);
  '_silenceTimeoutMs'?: "silenceTimeoutMs";
  '_heartbeatIntervalMs'?: "heartbeatIntervalMs";
  '_ackTimeoutMs'?: "ackTimeoutMs";
  '_maxTextBytes'?: "maxTextBytes";
  '_messagesPerSecond'?: "messagesPerSecond";
  '_apiMessagesPerSecond'?: "apiMessagesPerSecond";
  '_maxGroupMembers'?: "maxGroupMembers";
  '_pushTtlSeconds'?: "pushTtlSeconds";
  '_revokeWithinSeconds'?: "revokeWithinSeconds";
  '_messageRetentionDays'?: "messageRetentionDays";
  '_userPushesPerMinute'?: "userPushesPerMinute";
  '_foldSeconds'?: "foldSeconds";
}

/**
 * What an app may set. Fields that are not set have the default.
 */
export interface AppLimits {
  /**
   * A connection silent for so long is offline, ms. 5,000..300,000; default 30,000.
   */
  'silenceTimeoutMs'?: (number);
  /**
   * How often clients beat, ms. 1,000..60,000; default 10,000.
   */
  'heartbeatIntervalMs'?: (number);
  /**
   * A device that does not acknowledge a message within this time is treated as offline, ms. 200..30,000; default 3,000.
   */
  'ackTimeoutMs'?: (number);
  /**
   * Largest text, UTF-8 bytes. 1..32,768; default 2,048.
   */
  'maxTextBytes'?: (number);
  /**
   * Messages per second and client. 1..1,000; default 10.
   */
  'messagesPerSecond'?: (number);
  /**
   * Messages per second of the app's API key, over all gateways' replicas each. 1..1,000,000; default 20,000.
   */
  'apiMessagesPerSecond'?: (number);
  /**
   * Members of a group. 2..100,000; default 2,000.
   */
  'maxGroupMembers'?: (number);
  /**
   * How long a push may wait at the vendor for a phone to come online, seconds. 60..604,800; default 86,400.
   */
  'pushTtlSeconds'?: (number);
  /**
   * For how long senders may revoke their own messages, seconds. 0..604,800; default 120. Owners and admins of a group may at any time.
   */
  'revokeWithinSeconds'?: (number);
  /**
   * For how many days messages are kept. 1..3,650, never longer than the service keeps any (its RETENTION_DAYS); default: as long as that.
   */
  'messageRetentionDays'?: (number);
  /**
   * Most pushes of messages that a user gets in a minute, over all their devices' messages; calls do not count. 0..1,000; 0 = no cap, the default.
   */
  'userPushesPerMinute'?: (number);
  /**
   * Messages of one conversation that come within so many seconds after one that was pushed are gathered into one counted notification,
   * whose push_ttl_seconds count from the end of that time. 0..3,600; 0 = each is pushed, the default.
   */
  'foldSeconds'?: (number);
  '_silenceTimeoutMs'?: "silenceTimeoutMs";
  '_heartbeatIntervalMs'?: "heartbeatIntervalMs";
  '_ackTimeoutMs'?: "ackTimeoutMs";
  '_maxTextBytes'?: "maxTextBytes";
  '_messagesPerSecond'?: "messagesPerSecond";
  '_apiMessagesPerSecond'?: "apiMessagesPerSecond";
  '_maxGroupMembers'?: "maxGroupMembers";
  '_pushTtlSeconds'?: "pushTtlSeconds";
  '_revokeWithinSeconds'?: "revokeWithinSeconds";
  '_messageRetentionDays'?: "messageRetentionDays";
  '_userPushesPerMinute'?: "userPushesPerMinute";
  '_foldSeconds'?: "foldSeconds";
}
