// Original file: proto/bellhop/event/v1/session_changed.proto

import type { Long } from '@grpc/proto-loader';

/**
 * A device has a live connection. Topic presence.session.v1 (compacted), key = app + user + device; a tombstone ends it.
 * From a gateway to every presence replica, and to every gateway, which ends the older logins that this one leaves no room for.
 */
export interface SessionChangedInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The user.
   */
  'userId'?: (string);
  /**
   * The device.
   */
  'deviceId'?: (string);
  /**
   * Address (host:port) of the gateway that holds the connection.
   */
  'gatewayAddress'?: (string);
  /**
   * Which life of that gateway: a restarted gateway has another one, so old sessions never revive.
   */
  'gatewayEpoch'?: (string);
  /**
   * The connection; of two for one device, the later connected_at_ms wins.
   */
  'connectionId'?: (string);
  /**
   * When it logged in, Unix ms.
   */
  'connectedAtMs'?: (number | string | Long);
  /**
   * Platform given at login.
   */
  'platform'?: (string);
  /**
   * True when the connection ended. Sent instead of a bare tombstone first, so that only its own connection is removed.
   */
  'ended'?: (boolean);
  /**
   * Number of the login, from BindDeviceResponse; 0 = not known. A login on the same device with a smaller number is over.
   */
  'loginNumber'?: (number | string | Long);
  /**
   * The devices on which the user was logged in right after this login. His logins with smaller numbers on other devices are over.
   * Empty = says nothing about other devices (a resumed login).
   */
  'userDeviceIds'?: (string)[];
  /**
   * The app's server has ended the user's logins on this device with smaller numbers. Says nothing of a connection; `ended` is set, too.
   */
  'unbound'?: (boolean);
  /**
   * The app is in the background, as the client says. A session that says so sends another event of the same connection.
   */
  'background'?: (boolean);
}

/**
 * A device has a live connection. Topic presence.session.v1 (compacted), key = app + user + device; a tombstone ends it.
 * From a gateway to every presence replica, and to every gateway, which ends the older logins that this one leaves no room for.
 */
export interface SessionChanged {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The user.
   */
  'userId': (string);
  /**
   * The device.
   */
  'deviceId': (string);
  /**
   * Address (host:port) of the gateway that holds the connection.
   */
  'gatewayAddress': (string);
  /**
   * Which life of that gateway: a restarted gateway has another one, so old sessions never revive.
   */
  'gatewayEpoch': (string);
  /**
   * The connection; of two for one device, the later connected_at_ms wins.
   */
  'connectionId': (string);
  /**
   * When it logged in, Unix ms.
   */
  'connectedAtMs': (number);
  /**
   * Platform given at login.
   */
  'platform': (string);
  /**
   * True when the connection ended. Sent instead of a bare tombstone first, so that only its own connection is removed.
   */
  'ended': (boolean);
  /**
   * Number of the login, from BindDeviceResponse; 0 = not known. A login on the same device with a smaller number is over.
   */
  'loginNumber': (number);
  /**
   * The devices on which the user was logged in right after this login. His logins with smaller numbers on other devices are over.
   * Empty = says nothing about other devices (a resumed login).
   */
  'userDeviceIds': (string)[];
  /**
   * The app's server has ended the user's logins on this device with smaller numbers. Says nothing of a connection; `ended` is set, too.
   */
  'unbound': (boolean);
  /**
   * The app is in the background, as the client says. A session that says so sends another event of the same connection.
   */
  'background': (boolean);
}
