// Original file: proto/bellhop/im/v1/sync_service.proto


/**
 * Response of ConfirmInvitation.
 */
export interface ConfirmInvitationResponseInput {
  /**
   * Whether the user is still rung by it.
   */
  'isRinging'?: (boolean);
}

/**
 * Response of ConfirmInvitation.
 */
export interface ConfirmInvitationResponse {
  /**
   * Whether the user is still rung by it.
   */
  'isRinging': (boolean);
}
