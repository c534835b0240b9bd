import type { VendorName, VendorSettings } from '@bellhop/contracts';
import type { EffectiveLimits, EffectivePushRules } from '@bellhop/contracts';
import type { AppTemplate } from './templates.ts';

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
  /** As it registered; empty = not said. */
  readonly locale: string;
  /** As it registered, known or not; empty = not said. */
  readonly timeZone: string;
  /** null = none, or the vendor called it invalid. */
  readonly token: string | null;
  /** It is pushed to although its app is, or was, connected in the background: that it has a message does not say that anybody has seen it. */
  readonly isInBackground?: boolean;
}

/** What routing needs to know of an app. */
export interface AppProfile {
  readonly app: string;
  readonly packageName: string;
  readonly limits: EffectiveLimits;
  readonly rules: EffectivePushRules;
  /** Whether any of its users has said what they want of pushes. */
  readonly hasUserSettings: boolean;
  /** `vendor/appType` of every certificate set. */
  readonly certificates: ReadonlySet<string>;
  /** Settings by resource id and vendor. */
  readonly resources: ReadonlyMap<string, Partial<Record<VendorName, VendorSettings>>>;
  /** Templates of the app by id; none = messages name templates of vendors. */
  readonly templates: ReadonlyMap<string, AppTemplate>;
}

export interface UserOfApp {
  readonly app: string;
  readonly userId: string;
}

/** A device with a live connection, as presence says. */
export interface ConnectedDevice {
  readonly deviceId: string;
  /** As given at login. */
  readonly platform: string;
  readonly connectedAtMs: number;
  /** Its client says that its app is in the background. */
  readonly background?: boolean;
}

/** The devices of these users that are connected, by app + '/' + user. Of whom presence cannot say there are none. */
export type AskConnected = (users: readonly UserOfApp[]) => Promise<ReadonlyMap<string, readonly ConnectedDevice[]>>;

/** Devices of users. Keys: app + '/' + user. */
export interface BoundDevices {
  /** Those that are registered for push. */
  readonly registered: ReadonlyMap<string, readonly BoundDevice[]>;
  /** Platforms of the others, by device id. */
  readonly otherPlatforms: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Devices, PushIDs and bindings. */
export interface DeviceStore {
  /** Devices bound to these users, in one query. */
  boundTo(users: readonly UserOfApp[]): Promise<BoundDevices>;
  /**
   * Devices on which a newer login, or the app, has ended that of these users between these times, Unix ms, and nobody has logged in after it; in order. They have a
   * token.
   */
  endedBetween(
    users: readonly (UserOfApp & { readonly sinceMs: number; readonly untilMs: number })[],
  ): Promise<readonly (readonly BoundDevice[])[]>;
}

export interface AppProfiles {
  /** The profiles of these apps; unknown apps are absent. At most a few seconds old. */
  of(apps: readonly string[]): Promise<ReadonlyMap<string, AppProfile>>;
  /** The same, read now: for messages that name what these profiles do not know yet. */
  anew(apps: readonly string[]): Promise<ReadonlyMap<string, AppProfile>>;
}

export function userKey({ app, userId }: UserOfApp): string {
  return `${app}/${userId}`;
}
