// Original file: proto/bellhop/push/v1/device_service.proto

import type { VendorInput as _bellhop_push_v1_VendorInput, Vendor as _bellhop_push_v1_Vendor } from '../../../bellhop/push/v1/Vendor.ts';

/**
 * Request of RegisterDevice.
 */
export interface RegisterDeviceRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * Id that the client made at installation and keeps, 1..64 characters of letters, digits, '-', '_', '.'.
   */
  'deviceId'?: (string);
  /**
   * User logged in on the device.
   */
  'userId'?: (string);
  /**
   * Whose push service gave the token.
   */
  'vendor'?: (_bellhop_push_v1_VendorInput);
  /**
   * The vendor's token, 1..4,096 characters. Opaque.
   */
  'token'?: (string);
  /**
   * Which certificate set of the app the token belongs to, 1..100; 0 = 1.
   */
  'appType'?: (number);
  /**
   * "android", "ios", "web", "harmonyos" …; at most 16 characters.
   */
  'platform'?: (string);
  /**
   * "production" or "sandbox"; empty = production. A sandbox device gets test pushes where the vendor tells them apart (huawei, vivo).
   */
  'environment'?: (string);
  /**
   * BCP 47 language tag, at most 35 characters: the language of texts that the system words.
   */
  'locale'?: (string);
  /**
   * IANA time zone, at most 64 characters: for quiet hours that name none. One that nobody knows counts as UTC.
   */
  'timeZone'?: (string);
  /**
   * The app's version, at most 32 characters. Kept, and not used yet.
   */
  'appVersion'?: (string);
}

/**
 * Request of RegisterDevice.
 */
export interface RegisterDeviceRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * Id that the client made at installation and keeps, 1..64 characters of letters, digits, '-', '_', '.'.
   */
  'deviceId': (string);
  /**
   * User logged in on the device.
   */
  'userId': (string);
  /**
   * Whose push service gave the token.
   */
  'vendor': (_bellhop_push_v1_Vendor);
  /**
   * The vendor's token, 1..4,096 characters. Opaque.
   */
  'token': (string);
  /**
   * Which certificate set of the app the token belongs to, 1..100; 0 = 1.
   */
  'appType': (number);
  /**
   * "android", "ios", "web", "harmonyos" …; at most 16 characters.
   */
  'platform': (string);
  /**
   * "production" or "sandbox"; empty = production. A sandbox device gets test pushes where the vendor tells them apart (huawei, vivo).
   */
  'environment': (string);
  /**
   * BCP 47 language tag, at most 35 characters: the language of texts that the system words.
   */
  'locale': (string);
  /**
   * IANA time zone, at most 64 characters: for quiet hours that name none. One that nobody knows counts as UTC.
   */
  'timeZone': (string);
  /**
   * The app's version, at most 32 characters. Kept, and not used yet.
   */
  'appVersion': (string);
}
