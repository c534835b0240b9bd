// Original file: proto/bellhop/admin/v1/admin_service.proto

/**
 * On how many devices a user of an app may be logged in at a time. A login beyond that ends the logins it leaves no room for, oldest
 * first: their connections are closed, their bindings cleared. A new mode counts from each user's next login on.
 */
export const DeviceMode = {
  /**
   * Not said: MULTI for a new app, no change for an existing one.
   */
  DEVICE_MODE_UNSPECIFIED: 'DEVICE_MODE_UNSPECIFIED',
  /**
   * One device: a new login ends the old one.
   */
  DEVICE_MODE_SINGLE: 'DEVICE_MODE_SINGLE',
  /**
   * One native device and one of platform "web".
   */
  DEVICE_MODE_DUAL: 'DEVICE_MODE_DUAL',
  /**
   * Up to 10 devices.
   */
  DEVICE_MODE_MULTI: 'DEVICE_MODE_MULTI',
} as const;

/**
 * On how many devices a user of an app may be logged in at a time. A login beyond that ends the logins it leaves no room for, oldest
 * first: their connections are closed, their bindings cleared. A new mode counts from each user's next login on.
 */
export type DeviceModeInput =
  /**
   * Not said: MULTI for a new app, no change for an existing one.
   */
  | 'DEVICE_MODE_UNSPECIFIED'
  | 0
  /**
   * One device: a new login ends the old one.
   */
  | 'DEVICE_MODE_SINGLE'
  | 1
  /**
   * One native device and one of platform "web".
   */
  | 'DEVICE_MODE_DUAL'
  | 2
  /**
   * Up to 10 devices.
   */
  | 'DEVICE_MODE_MULTI'
  | 3

/**
 * On how many devices a user of an app may be logged in at a time. A login beyond that ends the logins it leaves no room for, oldest
 * first: their connections are closed, their bindings cleared. A new mode counts from each user's next login on.
 */
export type DeviceMode = typeof DeviceMode[keyof typeof DeviceMode]
