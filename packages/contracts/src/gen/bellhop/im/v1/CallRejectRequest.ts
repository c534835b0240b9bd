// Original file: proto/bellhop/im/v1/call_service.proto


/**
 * Request of CallReject.
 */
export interface CallRejectRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * Who declines.
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
 * Request of CallReject.
 */
export interface CallRejectRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * Who declines.
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
