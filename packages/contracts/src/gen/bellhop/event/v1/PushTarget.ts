// Original file: proto/bellhop/event/v1/push_task.proto


/**
 * One device.
 */
export interface PushTargetInput {
  /**
   * Its push address.
   */
  'pushId'?: (string);
  /**
   * Its vendor token. Never logged.
   */
  'token'?: (string);
  /**
   * The receiver.
   */
  'userId'?: (string);
  /**
   * The device.
   */
  'deviceId'?: (string);
  /**
   * Its app was connected in the background: it may have got the message there without anybody having seen it.
   */
  'inBackground'?: (boolean);
}

/**
 * One device.
 */
export interface PushTarget {
  /**
   * Its push address.
   */
  'pushId': (string);
  /**
   * Its vendor token. Never logged.
   */
  'token': (string);
  /**
   * The receiver.
   */
  'userId': (string);
  /**
   * The device.
   */
  'deviceId': (string);
  /**
   * Its app was connected in the background: it may have got the message there without anybody having seen it.
   */
  'inBackground': (boolean);
}
