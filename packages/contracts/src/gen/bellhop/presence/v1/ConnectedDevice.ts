// Original file: proto/bellhop/presence/v1/presence_service.proto

import type { Long } from '@grpc/proto-loader';

/**
 * One live connection.
 */
export interface ConnectedDeviceInput {
  /**
   * The device.
   */
  'deviceId'?: (string);
  /**
   * Its platform, as given at login: "android", "ios", "web" …
   */
  'platform'?: (string);
  /**
   * Address (host:port) of the gateway that holds the connection, for DeliveryService.
   */
  'gatewayAddress'?: (string);
  /**
   * Id of the connection, unique in the gateway's life.
   */
  'connectionId'?: (string);
  /**
   * When it logged in, Unix ms.
   */
  'connectedAtMs'?: (number | string | Long);
  /**
   * The client says that its app is in the background.
   */
  'background'?: (boolean);
}

/**
 * One live connection.
 */
export interface ConnectedDevice {
  /**
   * The device.
   */
  'deviceId': (string);
  /**
   * Its platform, as given at login: "android", "ios", "web" …
   */
  'platform': (string);
  /**
   * Address (host:port) of the gateway that holds the connection, for DeliveryService.
   */
  'gatewayAddress': (string);
  /**
   * Id of the connection, unique in the gateway's life.
   */
  'connectionId': (string);
  /**
   * When it logged in, Unix ms.
   */
  'connectedAtMs': (number);
  /**
   * The client says that its app is in the background.
   */
  'background': (boolean);
}
