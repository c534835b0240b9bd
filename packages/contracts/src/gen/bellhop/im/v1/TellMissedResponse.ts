// Original file: proto/bellhop/im/v1/delivery_service.proto


/**
 * Response of TellMissed.
 */
export interface TellMissedResponseInput {
  /**
   * How many of them the gateway holds, and tells.
   */
  'told'?: (number);
}

/**
 * Response of TellMissed.
 */
export interface TellMissedResponse {
  /**
   * How many of them the gateway holds, and tells.
   */
  'told': (number);
}
