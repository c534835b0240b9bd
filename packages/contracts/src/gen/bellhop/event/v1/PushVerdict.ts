// Original file: proto/bellhop/event/v1/push_outcomes.proto

/**
 * Push or the reason against it.
 */
export const PushVerdict = {
  /**
   * Never sent.
   */
  PUSH_VERDICT_UNSPECIFIED: 'PUSH_VERDICT_UNSPECIFIED',
  /**
   * A task was made.
   */
  PUSH_VERDICT_PUSHED: 'PUSH_VERDICT_PUSHED',
  /**
   * The user has no registered device bound to him: never logged in, logged out, ended by a newer login, or another user logged in since.
   */
  PUSH_VERDICT_NO_DEVICE: 'PUSH_VERDICT_NO_DEVICE',
  /**
   * The device is connected and gets the message over its connection.
   */
  PUSH_VERDICT_ONLINE: 'PUSH_VERDICT_ONLINE',
  /**
   * The vendor called the device's token invalid and no new one was registered.
   */
  PUSH_VERDICT_NO_TOKEN: 'PUSH_VERDICT_NO_TOKEN',
  /**
   * The app has no certificate set for this vendor.
   */
  PUSH_VERDICT_NO_CERTIFICATE: 'PUSH_VERDICT_NO_CERTIFICATE',
  /**
   * The push would have expired already.
   */
  PUSH_VERDICT_EXPIRED: 'PUSH_VERDICT_EXPIRED',
  /**
   * The message's resource was deleted between sending and pushing.
   */
  PUSH_VERDICT_UNKNOWN_RESOURCE: 'PUSH_VERDICT_UNKNOWN_RESOURCE',
  /**
   * The sender's own device.
   */
  PUSH_VERDICT_OWN_DEVICE: 'PUSH_VERDICT_OWN_DEVICE',
  /**
   * The device did not acknowledge, and is not registered for push or the user is no longer logged in on it.
   */
  PUSH_VERDICT_NOT_REGISTERED: 'PUSH_VERDICT_NOT_REGISTERED',
  /**
   * The sender asked for no push. About the message: no receiver.
   */
  PUSH_VERDICT_NOT_ASKED: 'PUSH_VERDICT_NOT_ASKED',
  /**
   * Nobody but the sender receives it: a group without other members, targets who are none, a message to oneself. About the message.
   */
  PUSH_VERDICT_NO_RECIPIENTS: 'PUSH_VERDICT_NO_RECIPIENTS',
  /**
   * Another content came later under the local id of this message; it was neither stored nor pushed. About the message.
   */
  PUSH_VERDICT_LOCAL_ID_CONFLICT: 'PUSH_VERDICT_LOCAL_ID_CONFLICT',
} as const;

/**
 * Push or the reason against it.
 */
export type PushVerdictInput =
  /**
   * Never sent.
   */
  | 'PUSH_VERDICT_UNSPECIFIED'
  | 0
  /**
   * A task was made.
   */
  | 'PUSH_VERDICT_PUSHED'
  | 1
  /**
   * The user has no registered device bound to him: never logged in, logged out, ended by a newer login, or another user logged in since.
   */
  | 'PUSH_VERDICT_NO_DEVICE'
  | 2
  /**
   * The device is connected and gets the message over its connection.
   */
  | 'PUSH_VERDICT_ONLINE'
  | 3
  /**
   * The vendor called the device's token invalid and no new one was registered.
   */
  | 'PUSH_VERDICT_NO_TOKEN'
  | 4
  /**
   * The app has no certificate set for this vendor.
   */
  | 'PUSH_VERDICT_NO_CERTIFICATE'
  | 5
  /**
   * The push would have expired already.
   */
  | 'PUSH_VERDICT_EXPIRED'
  | 6
  /**
   * The message's resource was deleted between sending and pushing.
   */
  | 'PUSH_VERDICT_UNKNOWN_RESOURCE'
  | 7
  /**
   * The sender's own device.
   */
  | 'PUSH_VERDICT_OWN_DEVICE'
  | 8
  /**
   * The device did not acknowledge, and is not registered for push or the user is no longer logged in on it.
   */
  | 'PUSH_VERDICT_NOT_REGISTERED'
  | 9
  /**
   * The sender asked for no push. About the message: no receiver.
   */
  | 'PUSH_VERDICT_NOT_ASKED'
  | 10
  /**
   * Nobody but the sender receives it: a group without other members, targets who are none, a message to oneself. About the message.
   */
  | 'PUSH_VERDICT_NO_RECIPIENTS'
  | 11
  /**
   * Another content came later under the local id of this message; it was neither stored nor pushed. About the message.
   */
  | 'PUSH_VERDICT_LOCAL_ID_CONFLICT'
  | 12

/**
 * Push or the reason against it.
 */
export type PushVerdict = typeof PushVerdict[keyof typeof PushVerdict]
