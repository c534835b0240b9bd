// Original file: proto/bellhop/im/v1/sync_service.proto


/**
 * Request of ConfirmInvitation.
 */
export interface ConfirmInvitationRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The user.
   */
  'userId'?: (string);
  /**
   * Their device.
   */
  'deviceId'?: (string);
  /**
   * The call.
   */
  'callId'?: (string);
}

/**
 * Request of ConfirmInvitation.
 */
export interface ConfirmInvitationRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The user.
   */
  'userId': (string);
  /**
   * Their device.
   */
  'deviceId': (string);
  /**
   * The call.
   */
  'callId': (string);
}
