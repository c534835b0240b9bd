// Original file: proto/bellhop/event/v1/offline_recipients.proto


/**
 * A recipient and which of his devices are meant.
 */
export interface OfflineRecipientInput {
  /**
   * The user.
   */
  'userId'?: (string);
  /**
   * NO_CONNECTION: all his devices but these, which are connected. NO_ACK: only these.
   */
  'deviceIds'?: (string)[];
}

/**
 * A recipient and which of his devices are meant.
 */
export interface OfflineRecipient {
  /**
   * The user.
   */
  'userId': (string);
  /**
   * NO_CONNECTION: all his devices but these, which are connected. NO_ACK: only these.
   */
  'deviceIds': (string)[];
}
