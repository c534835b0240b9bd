// Original file: proto/bellhop/event/v1/session_changed.proto

import type { Long } from '@grpc/proto-loader';

/**
 * A device has a live connection. Topic presence.session.v1 (compacted), key = app + user + device; a tombstone ends it.
 * From a gateway to every presence replica.
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
}

/**
 * A device has a live connection. Topic presence.session.v1 (compacted), key = app + user + device; a tombstone ends it.
 * From a gateway to every presence replica.
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
}
