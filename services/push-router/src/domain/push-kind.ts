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

type Asking = Pick<OfflineRecipients, 'pushConfig' | 'revokedPushConfig'>;

/** Data asked for on one vendor is asked for on all: a silent push must not ring on some phones and not on others. */
export function pushKindOf(
  event: Asking,
  profile: AppProfile | undefined,
  resourcesId: string,
): (vendor: VendorName) => PushKind {
  const saidFor = pushKindsSaid(event, profile, resourcesId);
  const isData = asksData(event, profile, resourcesId);
  return (vendor) => {
    if (!isData) return { kind: 'notification' };
    const asNotification = saidFor(vendor) === 'NOTIFICATION';
    if (hasDataPushes(vendor)) return { kind: asNotification ? 'notification' : 'data' };
    return { kind: asNotification ? 'downgraded' : 'none' };
  };
}

/** Whether a push without a notification is asked for, on any vendor. */
export function asksData(event: Asking, profile: AppProfile | undefined, resourcesId: string): boolean {
  const saidFor = pushKindsSaid(event, profile, resourcesId);
  return vendorNames.some((vendor) => saidFor(vendor) === 'DATA');
}

/** What takes a message back is for what that one was pushed as. */
function pushKindsSaid(
  { pushConfig, revokedPushConfig }: Asking,
  profile: AppProfile | undefined,
  resourcesId: string,
): (vendor: VendorName) => string {
  const resource = profile?.resources.get(resourcesId);
  const config = pushConfig ?? revokedPushConfig;
  return (vendor) => mergedSettings(resource?.[vendor], config?.vendors[vendor]).pushKind ?? '';
}
