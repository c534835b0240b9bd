// Original file: proto/bellhop/im/v1/call_service.proto


/**
 * Request of CallEnd.
 */
export interface CallEndRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * Who ends it: somebody in the call.
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
 * Request of CallEnd.
 */
export interface CallEndRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * Who ends it: somebody in the call.
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
