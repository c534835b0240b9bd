import type { KnownApp } from '@bellhop/kafka';

/** Who is logged in on a connection. */
export interface Session {
  /** The app as it was at login; limits are read from the directory where they must be current. */
  readonly app: KnownApp;
  readonly userId: string;
  readonly deviceId: string;
  readonly platform: string;
  readonly connectionId: string;
  readonly connectedAtMs: number;
  /** Of two logins of the user, or on the device, the greater number is the later. */
  readonly loginNumber: number;
  /** The devices on which the user was logged in right after this login; empty for a resumed one. */
  readonly userDeviceIds: readonly string[];
  /** The device's push address; absent until it has registered. */
  readonly pushId?: string;
  /** The client says that its app is in the background. */
  readonly background?: boolean;
}
