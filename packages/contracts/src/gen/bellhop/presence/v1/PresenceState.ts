// Original file: proto/bellhop/presence/v1/presence_service.proto

/**
 * State of a user.
 */
export const PresenceState = {
  /**
   * Never sent.
   */
  PRESENCE_STATE_UNSPECIFIED: 'PRESENCE_STATE_UNSPECIFIED',
  /**
   * At least one live connection.
   */
  PRESENCE_STATE_ONLINE: 'PRESENCE_STATE_ONLINE',
  /**
   * No live connection.
   */
  PRESENCE_STATE_OFFLINE: 'PRESENCE_STATE_OFFLINE',
  /**
   * Not known (still loading). Treat as offline: push.
   */
  PRESENCE_STATE_UNKNOWN: 'PRESENCE_STATE_UNKNOWN',
} as const;

/**
 * State of a user.
 */
export type PresenceStateInput =
  /**
   * Never sent.
   */
  | 'PRESENCE_STATE_UNSPECIFIED'
  | 0
  /**
   * At least one live connection.
   */
  | 'PRESENCE_STATE_ONLINE'
  | 1
  /**
   * No live connection.
   */
  | 'PRESENCE_STATE_OFFLINE'
  | 2
  /**
   * Not known (still loading). Treat as offline: push.
   */
  | 'PRESENCE_STATE_UNKNOWN'
  | 3

/**
 * State of a user.
 */
export type PresenceState = typeof PresenceState[keyof typeof PresenceState]
