// Original file: proto/bellhop/im/v1/user_service.proto


/**
 * What was erased of a user, in rows.
 */
export interface ErasedDataInput {
  /**
   * Devices, with their push tokens.
   */
  'devices'?: (number);
  /**
   * Groups that the user was a member of.
   */
  'groups'?: (number);
  /**
   * Messages of the user that have lost their content.
   */
  'messages'?: (number);
  /**
   * Calls that have lost what the user gave them.
   */
  'calls'?: (number);
  /**
   * Lines of traces.
   */
  'traceLines'?: (number);
}

/**
 * What was erased of a user, in rows.
 */
export interface ErasedData {
  /**
   * Devices, with their push tokens.
   */
  'devices': (number);
  /**
   * Groups that the user was a member of.
   */
  'groups': (number);
  /**
   * Messages of the user that have lost their content.
   */
  'messages': (number);
  /**
   * Calls that have lost what the user gave them.
   */
  'calls': (number);
  /**
   * Lines of traces.
   */
  'traceLines': (number);
}
