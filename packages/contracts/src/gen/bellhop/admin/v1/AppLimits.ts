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
  '_silenceTimeoutMs'?: "silenceTimeoutMs";
  '_heartbeatIntervalMs'?: "heartbeatIntervalMs";
  '_ackTimeoutMs'?: "ackTimeoutMs";
  '_maxTextBytes'?: "maxTextBytes";
  '_messagesPerSecond'?: "messagesPerSecond";
  '_apiMessagesPerSecond'?: "apiMessagesPerSecond";
  '_maxGroupMembers'?: "maxGroupMembers";
  '_pushTtlSeconds'?: "pushTtlSeconds";
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
  '_silenceTimeoutMs'?: "silenceTimeoutMs";
  '_heartbeatIntervalMs'?: "heartbeatIntervalMs";
  '_ackTimeoutMs'?: "ackTimeoutMs";
  '_maxTextBytes'?: "maxTextBytes";
  '_messagesPerSecond'?: "messagesPerSecond";
  '_apiMessagesPerSecond'?: "apiMessagesPerSecond";
  '_maxGroupMembers'?: "maxGroupMembers";
  '_pushTtlSeconds'?: "pushTtlSeconds";
}
