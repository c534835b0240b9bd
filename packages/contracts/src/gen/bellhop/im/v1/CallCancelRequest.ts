// Original file: proto/bellhop/im/v1/call_service.proto


/**
 * Request of CallCancel.
 */
export interface CallCancelRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The caller.
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
   * Whose invitations are taken back, at most 9 users; empty = everybody's, and the call ends.
   */
  'invitees'?: (string)[];
  /**
   * For the others, at most 2,048 bytes.
   */
  'extendedData'?: (string);
}

/**
 * Request of CallCancel.
 */
export interface CallCancelRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The caller.
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
   * Whose invitations are taken back, at most 9 users; empty = everybody's, and the call ends.
   */
  'invitees': (string)[];
  /**
   * For the others, at most 2,048 bytes.
   */
  'extendedData': (string);
}
