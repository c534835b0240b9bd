// Original file: proto/bellhop/im/v1/call_service.proto


/**
 * Request of CallAccept.
 */
export interface CallAcceptRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * Who accepts.
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
 * Request of CallAccept.
 */
export interface CallAcceptRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * Who accepts.
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
