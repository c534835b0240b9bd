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
   * The device is not registered for push, or whom the push is for is not logged in on it. Of a message: it did not acknowledge, too, or is
   * in the background, where the app only pushes.
   */
  PUSH_VERDICT_NOT_REGISTERED: 'PUSH_VERDICT_NOT_REGISTERED',
  /**
   * The sender asked for no push; of a revocation, what it revokes had no notification. About the message: no receiver.
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
  /**
   * The receiver muted the conversation, or wants to be notified of mentions alone.
   */
  PUSH_VERDICT_MUTED: 'PUSH_VERDICT_MUTED',
  /**
   * It is one of the receiver's quiet hours.
   */
  PUSH_VERDICT_QUIET_HOURS: 'PUSH_VERDICT_QUIET_HOURS',
  /**
   * The receiver is online on a platform that silences the device's.
   */
  PUSH_VERDICT_QUIET_PLATFORM: 'PUSH_VERDICT_QUIET_PLATFORM',
  /**
   * The receiver had as many pushes in this minute as the app allows.
   */
  PUSH_VERDICT_FREQUENCY_CAP: 'PUSH_VERDICT_FREQUENCY_CAP',
  /**
   * Gathered with other messages of the conversation; a counted notification follows.
   */
  PUSH_VERDICT_FOLDED: 'PUSH_VERDICT_FOLDED',
  /**
   * The message was revoked before its push was decided.
   */
  PUSH_VERDICT_REVOKED: 'PUSH_VERDICT_REVOKED',
  /**
   * The device's vendor has no push without notification, and the message wants no other.
   */
  PUSH_VERDICT_NO_DATA_PUSH: 'PUSH_VERDICT_NO_DATA_PUSH',
  /**
   * The receiver has it meanwhile; of messages that were gathered.
   */
  PUSH_VERDICT_READ: 'PUSH_VERDICT_READ',
  /**
   * The receiver has left the group meanwhile; of messages that were gathered.
   */
  PUSH_VERDICT_NOT_A_MEMBER: 'PUSH_VERDICT_NOT_A_MEMBER',
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
   * The device is not registered for push, or whom the push is for is not logged in on it. Of a message: it did not acknowledge, too, or is
   * in the background, where the app only pushes.
   */
  | 'PUSH_VERDICT_NOT_REGISTERED'
  | 9
  /**
   * The sender asked for no push; of a revocation, what it revokes had no notification. About the message: no receiver.
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
   * The receiver muted the conversation, or wants to be notified of mentions alone.
   */
  | 'PUSH_VERDICT_MUTED'
  | 13
  /**
   * It is one of the receiver's quiet hours.
   */
  | 'PUSH_VERDICT_QUIET_HOURS'
  | 14
  /**
   * The receiver is online on a platform that silences the device's.
   */
  | 'PUSH_VERDICT_QUIET_PLATFORM'
  | 15
  /**
   * The receiver had as many pushes in this minute as the app allows.
   */
  | 'PUSH_VERDICT_FREQUENCY_CAP'
  | 16
  /**
   * Gathered with other messages of the conversation; a counted notification follows.
   */
  | 'PUSH_VERDICT_FOLDED'
  | 17
  /**
   * The message was revoked before its push was decided.
   */
  | 'PUSH_VERDICT_REVOKED'
  | 18
  /**
   * The device's vendor has no push without notification, and the message wants no other.
   */
  | 'PUSH_VERDICT_NO_DATA_PUSH'
  | 19
  /**
   * The receiver has it meanwhile; of messages that were gathered.
   */
  | 'PUSH_VERDICT_READ'
  | 20
  /**
   * The receiver has left the group meanwhile; of messages that were gathered.
   */
  | 'PUSH_VERDICT_NOT_A_MEMBER'
  | 21

/**
 * Push or the reason against it.
 */
export type PushVerdict = typeof PushVerdict[keyof typeof PushVerdict]
