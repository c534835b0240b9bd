// Original file: proto/bellhop/im/v1/call_service.proto


/**
 * Request of CallJoin.
 */
export interface CallJoinRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * Who comes in.
   */
  'userId'?: (string);
  /**
   * Their device, set by the gateway for a client.
   */
  'deviceId'?: (string);
  /**
   * The call.
   */
  'callId'?: (string);
  /**
   * For the others, at most 2,048 bytes.
   */
  'extendedData'?: (string);
}

/**
 * Request of CallJoin.
 */
export interface CallJoinRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * Who comes in.
   */
  'userId': (string);
  /**
   * Their device, set by the gateway for a client.
   */
  'deviceId': (string);
  /**
   * The call.
   */
  'callId': (string);
  /**
   * For the others, at most 2,048 bytes.
   */
  'extendedData': (string);
}
