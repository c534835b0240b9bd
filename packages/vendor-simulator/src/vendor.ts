/** The vendors this simulator stands in for. */
export const VENDORS = ['xiaomi', 'huawei', 'oppo', 'vivo', 'fcm'] as const;

export type Vendor = (typeof VENDORS)[number];

export function isVendor(name: string): name is Vendor {
  return (VENDORS as readonly string[]).includes(name);
}
