/**
 * The number of each error, for code that was written for ZIM: seven digits, by module. They are Bellhop's own: none is one of ZIM's, so that
 * none is taken for another error. What is not in the table has `ZIM_ERROR_UNKNOWN`.
 */
export const zimErrorNumbers = {
  // The frame or the call itself
  /** A field does not fit; `field` is its path. */
  INVALID_ARGUMENT: 6100001,
  /** A frame is no JSON object as the protocol wants it. */
  MALFORMED_FRAME: 6100002,
  /** A frame is larger than the server takes. */
  FRAME_TOO_LARGE: 6100003,
  /** The server does not speak this version of the protocol. */
  UNSUPPORTED_VERSION: 6100004,
  /** The server does not know this kind of frame: it is older than the SDK. */
  UNKNOWN_TYPE: 6100005,
  /** The body of an HTTP request is too large. */
  BODY_TOO_LARGE: 6100006,
  /** The body of an HTTP request is no JSON. */
  UNSUPPORTED_MEDIA_TYPE: 6100007,
  /** The page may not open connections to this server. */
  ORIGIN_NOT_ALLOWED: 6100008,
  /** There is no such thing. */
  NOT_FOUND: 6100009,
  /** No ZIM was created yet. */
  NOT_CREATED: 6100010,
  /** The storage that the app gave failed. */
  STORAGE_FAILED: 6100011,

  // Connection and load
  /** There is no connection, or it ended before the answer came. */
  CONNECTION_LOST: 6100101,
  /** It was not answered in time. */
  TIMEOUT: 6100102,
  /** Too many wait to be sent. */
  QUEUE_FULL: 6100103,
  /** The server broke, or says that the client broke, the protocol. */
  PROTOCOL_ERROR: 6100104,
  /** Too many messages of this client; again after `retryAfterMs`. */
  RATE_LIMITED: 6100105,
  /** The system is at its limit; again after `retryAfterMs`. */
  RESOURCE_EXHAUSTED: 6100106,
  /** A part of the system does not answer; again after `retryAfterMs`. */
  UNAVAILABLE: 6100107,
  /** A part is still to be done: the same call goes on with it. */
  NOT_DONE: 6100108,
  /** The server's fault. */
  INTERNAL: 6100109,

  // Login and device
  /** `login` comes first. */
  NOT_LOGGED_IN: 6100201,
  /** `logout` comes first. */
  LOGGED_IN: 6100202,
  /** The user has logged out meanwhile. */
  LOGGED_OUT: 6100203,
  /** Token wrong or expired, or the app is not known. */
  UNAUTHENTICATED: 6100204,
  /** The token has expired. */
  TOKEN_EXPIRED: 6100205,
  /** A newer login, or the app's server, has ended this one. */
  KICKED_OUT: 6100206,
  /** The device id belongs to another user. */
  DEVICE_TAKEN: 6100207,
  /** The device's secret is wrong. */
  DEVICE_NOT_PROVEN: 6100208,
  /** The app is not known. */
  APP_NOT_FOUND: 6100209,
  /** The app exists already. */
  APP_EXISTS: 6100210,

  // Messages and conversations
  /** The text is longer than the app's settings allow. */
  TEXT_TOO_LONG: 6100301,
  /** The app has no such resource. */
  UNKNOWN_RESOURCE: 6100302,
  /** The app has no such template. */
  UNKNOWN_TEMPLATE: 6100303,
  /** The local id belongs to another message. */
  LOCAL_ID_CONFLICT: 6100304,
  /** The user has no such conversation. */
  CONVERSATION_NOT_FOUND: 6100305,
  /** The user has no such message. */
  MESSAGE_NOT_FOUND: 6100306,
  /** The message is too old to be revoked. */
  MESSAGE_TOO_OLD: 6100307,
  /** Only the message's sender may. */
  NOT_THE_SENDER: 6100308,
  /** What the server says itself cannot be revoked. */
  NOT_REVOCABLE: 6100309,
  /** 500 peer conversations are muted already. */
  TOO_MANY_MUTED: 6100310,

  // Groups
  /** There is no such group. */
  GROUP_NOT_FOUND: 6100401,
  /** The user is no member of the group. */
  NOT_A_MEMBER: 6100402,
  /** The group has as many members as it may have. */
  GROUP_FULL: 6100403,
  /** Somebody else's group has this id. */
  GROUP_EXISTS: 6100404,
  /** The group was dissolved. */
  GROUP_DISSOLVED: 6100405,
  /** Nobody may join the group. */
  GROUP_CLOSED: 6100406,
  /** The group takes only who was invited. */
  INVITATION_NEEDED: 6100407,
  /** Only owners, or owners and admins, may. */
  NOT_ALLOWED: 6100408,
  /** There is no such member. */
  MEMBER_NOT_FOUND: 6100409,
  /** The owner has to hand the group over first. */
  OWNER_STAYS: 6100410,
  /** The group has as many attributes as it may have. */
  TOO_MANY_ATTRIBUTES: 6100411,
  /** The sender is muted in the group. */
  MUTED: 6100412,

  // Calls
  /** There is no such call. */
  CALL_NOT_FOUND: 6100501,
  /** The user is not in the call. */
  NOT_IN_CALL: 6100502,
  /** The call is over. */
  CALL_ENDED: 6100503,
  /** The invitation was taken back. */
  INVITATION_CANCELLED: 6100504,
  /** The invitation has timed out. */
  INVITATION_TIMED_OUT: 6100505,
  /** Another device has answered. */
  ALREADY_ANSWERED: 6100506,
  /** Somebody has accepted: the call can be ended and not be cancelled. */
  CALL_ANSWERED: 6100507,
  /** Only the caller may. */
  NOT_THE_CALLER: 6100508,
  /** As many users as can be are in the call or rung. */
  CALL_FULL: 6100509,
  /** The local id belongs to another call. */
  LOCAL_CALL_ID_CONFLICT: 6100510,

  // Push
  /** Not thrown any more; the number stays reserved. */
  NOT_REGISTERED: 6100601,
  /** The phone has none of the vendors that `ZPNsConfig` enables. */
  NO_VENDOR: 6100602,
  /** The vendor's library gave no token. */
  VENDOR_FAILED: 6100603,
  /** The vendor has no such callback: see `zpnsCallbacks`. */
  CALLBACK_NOT_SUPPORTED: 6100604,
  /** There is no such push. */
  PUSH_NOT_FOUND: 6100605,
  /** The idempotency key belongs to another push. */
  IDEMPOTENCY_KEY_CONFLICT: 6100606,
  /** The push has left: it cannot be cancelled any more. */
  PUSH_ALREADY_SENT: 6100607,
  /** The app has as many scheduled pushes as it may have. */
  TOO_MANY_SCHEDULED: 6100608,
} as const;

/** The number of errors that the table does not have: of a newer server. */
export const ZIM_ERROR_UNKNOWN = 6100000;

/** The number of an error by its code. */
export function errorNumberOf(code: string): number {
  return (zimErrorNumbers as Readonly<Record<string, number>>)[code] ?? ZIM_ERROR_UNKNOWN;
}
