import type { Vendor } from './gen/index.ts';

/** Vendors that Bellhop delivers to, by the name used in topics, settings, credentials and URLs. */
export const vendorNames = ['xiaomi', 'huawei', 'oppo', 'vivo', 'fcm'] as const;

export type VendorName = (typeof vendorNames)[number];

const protoOf: Record<VendorName, Vendor> = {
  xiaomi: 'VENDOR_XIAOMI',
  huawei: 'VENDOR_HUAWEI',
  oppo: 'VENDOR_OPPO',
  vivo: 'VENDOR_VIVO',
  fcm: 'VENDOR_FCM',
};

/** The proto enum value of a vendor. */
export function vendorToProto(name: VendorName): Vendor {
  return protoOf[name];
}

/** The vendor of a proto enum value; undefined for VENDOR_UNSPECIFIED. */
export function vendorFromProto(vendor: Vendor): VendorName | undefined {
  return vendorNames.find((name) => protoOf[name] === vendor);
}
