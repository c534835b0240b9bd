// Original file: proto/bellhop/im/v1/content.proto


/**
 * How a phone's own call screen shows a call.
 */
export interface VoIpInput {
  /**
   * What handle_value is: "generic", "phoneNumber" or "emailAddress". Empty = generic.
   */
  'handleType'?: (string);
  /**
   * Who calls, as the call screen names them; at most 128 characters.
   */
  'handleValue'?: (string);
  /**
   * Whether it is a video call.
   */
  'hasVideo'?: (boolean);
}

/**
 * How a phone's own call screen shows a call.
 */
export interface VoIp {
  /**
   * What handle_value is: "generic", "phoneNumber" or "emailAddress". Empty = generic.
   */
  'handleType': (string);
  /**
   * Who calls, as the call screen names them; at most 128 characters.
   */
  'handleValue': (string);
  /**
   * Whether it is a video call.
   */
  'hasVideo': (boolean);
}
