import {
  hasDataPushes,
  mergedSettings,
  vendorNames,
  type OfflineRecipients,
  type VendorName,
} from '@bellhop/contracts';
import type { AppProfile } from './ports.ts';

/** What a message is pushed as on a vendor's devices. */
export type PushKind =
  | { readonly kind: 'notification' }
  | { readonly kind: 'data' }
  /** Data was asked for, and the vendor's own settings allow a notification instead. */
  | { readonly kind: 'downgraded' }
  /** Data was asked for, and nothing else is wanted. */
  | { readonly kind: 'none' };

/** Data asked for on one vendor is asked for on all: a silent push must not ring on some phones and not on others. */
export function pushKindOf(
  { pushConfig }: Pick<OfflineRecipients, 'pushConfig'>,
  profile: AppProfile | undefined,
  resourcesId: string,
): (vendor: VendorName) => PushKind {
  const resource = profile?.resources.get(resourcesId);
  const saidFor = (vendor: VendorName) =>
    mergedSettings(resource?.[vendor], pushConfig?.vendors[vendor]).pushKind ?? '';
  const isData = vendorNames.some((vendor) => saidFor(vendor) === 'DATA');
  return (vendor) => {
    if (!isData) return { kind: 'notification' };
    const asNotification = saidFor(vendor) === 'NOTIFICATION';
    if (hasDataPushes(vendor)) return { kind: asNotification ? 'notification' : 'data' };
    return { kind: asNotification ? 'downgraded' : 'none' };
  };
}
