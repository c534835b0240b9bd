// Original file: proto/bellhop/im/v1/call_service.proto


/**
 * Request of GetCall.
 */
export interface GetCallRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * Who asks: somebody who is or was in the call or invited. Empty = the app itself.
   */
  'viewerUserId'?: (string);
  /**
   * The call.
   */
  'callId'?: (string);
}

/**
 * Request of GetCall.
 */
export interface GetCallRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * Who asks: somebody who is or was in the call or invited. Empty = the app itself.
   */
  'viewerUserId': (string);
  /**
   * The call.
   */
  'callId': (string);
}
