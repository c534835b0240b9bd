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
}
