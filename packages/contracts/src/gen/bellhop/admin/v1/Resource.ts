// Original file: proto/bellhop/admin/v1/admin_service.proto

import type { VendorSettingsInput as _bellhop_push_v1_VendorSettingsInput, VendorSettings as _bellhop_push_v1_VendorSettings } from '../../../bellhop/push/v1/VendorSettings.ts';

/**
 * A resource: named settings per vendor, chosen by a message's resources_id.
 */
export interface ResourceInput {
  /**
   * Its id, 1..32 characters of letters, digits, '-', '_', '.'.
   */
  'resourcesId'?: (string);
  /**
   * Settings by vendor name ("xiaomi", "huawei", "oppo", "vivo", "fcm"). A vendor left out has its defaults.
   */
  'vendors'?: ({[key: string]: _bellhop_push_v1_VendorSettingsInput});
}

/**
 * A resource: named settings per vendor, chosen by a message's resources_id.
 */
export interface Resource {
  /**
   * Its id, 1..32 characters of letters, digits, '-', '_', '.'.
   */
  'resourcesId': (string);
  /**
   * Settings by vendor name ("xiaomi", "huawei", "oppo", "vivo", "fcm"). A vendor left out has its defaults.
   */
  'vendors': ({[key: string]: _bellhop_push_v1_VendorSettings});
}
