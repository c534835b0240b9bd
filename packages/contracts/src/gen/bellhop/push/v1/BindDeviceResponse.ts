// Original file: proto/bellhop/push/v1/device_service.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Response of BindDevice.
 */
export interface BindDeviceResponseInput {
  /**
   * PushID of the device; empty when it has not registered for push.
   */
  'pushId'?: (string);
  /**
   * Rises with every login on the device and with every login of the user: of two logins the greater number is the later.
   */
  'loginNumber'?: (number | string | Long);
  /**
   * The devices on which the user is logged in now, this one included, 1..10. Empty for a resumed login, which changes nothing about them.
   */
  'deviceIds'?: (string)[];
  /**
   * Only when resume was asked for: the login has been ended meanwhile (by a logout, another user, or the device mode). Nothing was bound.
   */
  'ended'?: (boolean);
  /**
   * The device's new secret, to be kept by it and sent with every later login: at the first login on the device, and when its own user
   * logs in without the right one. Empty = what it has is right. Only its hash is stored.
   */
  'deviceSecret'?: (string);
  /**
   * The device belongs to another user and the secret is not its own. Nothing was bound; the client must make a new device id.
   */
  'taken'?: (boolean);
}

/**
 * Response of BindDevice.
 */
export interface BindDeviceResponse {
  /**
   * PushID of the device; empty when it has not registered for push.
   */
  'pushId': (string);
  /**
   * Rises with every login on the device and with every login of the user: of two logins the greater number is the later.
   */
  'loginNumber': (number);
  /**
   * The devices on which the user is logged in now, this one included, 1..10. Empty for a resumed login, which changes nothing about them.
   */
  'deviceIds': (string)[];
  /**
   * Only when resume was asked for: the login has been ended meanwhile (by a logout, another user, or the device mode). Nothing was bound.
   */
  'ended': (boolean);
  /**
   * The device's new secret, to be kept by it and sent with every later login: at the first login on the device, and when its own user
   * logs in without the right one. Empty = what it has is right. Only its hash is stored.
   */
  'deviceSecret': (string);
  /**
   * The device belongs to another user and the secret is not its own. Nothing was bound; the client must make a new device id.
   */
  'taken': (boolean);
}
