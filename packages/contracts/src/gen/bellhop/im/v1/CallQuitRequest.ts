// Original file: proto/bellhop/im/v1/call_service.proto


/**
 * Request of CallQuit.
 */
export interface CallQuitRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * Who leaves.
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
 * Request of CallQuit.
 */
export interface CallQuitRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * Who leaves.
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
