// Original file: proto/bellhop/push/v1/device_service.proto


/**
 * Request of BindDevice.
 */
export interface BindDeviceRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The device.
   */
  'deviceId'?: (string);
  /**
   * The user who logged in.
   */
  'userId'?: (string);
  /**
   * As given at login, at most 16 characters: "web" is one class of devices, anything else is native. Empty = what was known, else native.
   */
  'platform'?: (string);
  /**
   * True = a client that lost its connection comes back. Such a login ends no other; it is refused when it has been ended itself.
   */
  'resume'?: (boolean);
  /**
   * The secret that the device got at its first login, at most 64 characters; empty = it has none.
   */
  'deviceSecret'?: (string);
  /**
   * What others read as the sender of the user's messages, at most 64 characters; empty = as it was.
   */
  'userName'?: (string);
}

/**
 * Request of BindDevice.
 */
export interface BindDeviceRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The device.
   */
  'deviceId': (string);
  /**
   * The user who logged in.
   */
  'userId': (string);
  /**
   * As given at login, at most 16 characters: "web" is one class of devices, anything else is native. Empty = what was known, else native.
   */
  'platform': (string);
  /**
   * True = a client that lost its connection comes back. Such a login ends no other; it is refused when it has been ended itself.
   */
  'resume': (boolean);
  /**
   * The secret that the device got at its first login, at most 64 characters; empty = it has none.
   */
  'deviceSecret': (string);
  /**
   * What others read as the sender of the user's messages, at most 64 characters; empty = as it was.
   */
  'userName': (string);
}
