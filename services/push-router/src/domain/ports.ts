import type { VendorName, VendorSettings } from '@bellhop/contracts';
import type { EffectiveLimits } from '@bellhop/contracts';

/** A device bound to a user, as routing needs it. */
export interface BoundDevice {
  readonly app: string;
  readonly userId: string;
  readonly deviceId: string;
  readonly pushId: string;
  readonly vendor: VendorName;
  readonly appType: number;
  readonly platform: string;
  readonly environment: string;
  /** null = none, or the vendor called it invalid. */
  readonly token: string | null;
}

/** What routing needs to know of an app. */
export interface AppProfile {
  readonly app: string;
  readonly packageName: string;
  readonly limits: EffectiveLimits;
  /** `vendor/appType` of every certificate set. */
  readonly certificates: ReadonlySet<string>;
  /** Settings by resource id and vendor. */
  readonly resources: ReadonlyMap<string, Partial<Record<VendorName, VendorSettings>>>;
}

export interface UserOfApp {
  readonly app: string;
  readonly userId: string;
}

/** Devices, PushIDs and bindings. */
export interface DeviceStore {
  /** Devices bound to these users, in one query. Key: app + '/' + user. */
  boundTo(users: readonly UserOfApp[]): Promise<Map<string, BoundDevice[]>>;
}

export interface AppProfiles {
  /** The profiles of these apps; unknown apps are absent. At most a few seconds old. */
  of(apps: readonly string[]): Promise<ReadonlyMap<string, AppProfile>>;
}

export function userKey({ app, userId }: UserOfApp): string {
  return `${app}/${userId}`;
}
