/** Why the gateway closes a connection. Documented in docs/websocket-protocol.md; clients decide by the code. */
export const closeCodes = {
  /** Logged out as asked. */
  loggedOut: 1000,
  /** The gateway stops; connect again, to another one. */
  restarting: 1012,
  /** A rule of the protocol was broken before login. */
  protocolError: 4000,
  /** The token is wrong, or the app unknown. */
  unauthenticated: 4001,
  /** The token expired while connected. */
  tokenExpired: 4002,
  /** No login in time. */
  loginTimeout: 4003,
  /** The login could not be carried out now; try again. */
  loginUnavailable: 4004,
  /** Too many connections without login: the oldest of the address that has most made room. Come back. */
  crowdedOut: 4005,
  /** Nothing heard for the silence timeout. */
  silent: 4008,
  /** A newer login, on this device or on another one of the user, has ended this one. */
  kickedOut: 4009,
  /** The client reads too slowly. */
  slowReader: 4010,
} as const;

export type CloseCause = keyof typeof closeCodes;
