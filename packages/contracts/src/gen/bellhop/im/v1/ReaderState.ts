// Original file: proto/bellhop/im/v1/sync_service.proto


/**
 * What is known of a reader.
 */
export interface ReaderStateInput {
  /**
   * They have left the group, or have been in it anew only since after the message.
   */
  'hasLeft'?: (boolean);
  /**
   * They have read or deleted the message, or synced it on some device, or the device has it.
   */
  'hasRead'?: (boolean);
  /**
   * The conversation has a later message for them that asks for a push.
   */
  'hasNewer'?: (boolean);
  /**
   * They are not rung by the call (any more).
   */
  'isSilenced'?: (boolean);
  /**
   * They want no notification of the message: they muted the conversation meanwhile.
   */
  'isMuted'?: (boolean);
  /**
   * The message was revoked.
   */
  'isRevoked'?: (boolean);
}

/**
 * What is known of a reader.
 */
export interface ReaderState {
  /**
   * They have left the group, or have been in it anew only since after the message.
   */
  'hasLeft': (boolean);
  /**
   * They have read or deleted the message, or synced it on some device, or the device has it.
   */
  'hasRead': (boolean);
  /**
   * The conversation has a later message for them that asks for a push.
   */
  'hasNewer': (boolean);
  /**
   * They are not rung by the call (any more).
   */
  'isSilenced': (boolean);
  /**
   * They want no notification of the message: they muted the conversation meanwhile.
   */
  'isMuted': (boolean);
  /**
   * The message was revoked.
   */
  'isRevoked': (boolean);
}
