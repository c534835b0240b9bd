// Original file: proto/bellhop/im/v1/content.proto


/**
 * A call that the receiver of this message missed. Written by the system in the caller's name, never pushed.
 */
export interface MissedCallInput {
  /**
   * The call.
   */
  'callId'?: (string);
}

/**
 * A call that the receiver of this message missed. Written by the system in the caller's name, never pushed.
 */
export interface MissedCall {
  /**
   * The call.
   */
  'callId': (string);
}
