import { defined } from './defined.ts';
import type { KeyValueStorage } from './storage.ts';
import type { WebSocketConstructor } from './web-socket.ts';
import { ZIMError } from './zim-error.ts';

export interface ZIMAppConfig {
  /** Id of the app. */
  readonly appID: string;
  /** The gateway: ws://, wss://, http:// or https://, host and port. */
  readonly server: string;
  /** Id of this installation, 1..64 letters, digits, '-', '_', '.'. Default: made once and kept in `storage`. */
  readonly deviceID?: string;
  /** "android", "ios", "web" …, shown in presence; where the app allows one native device and one browser, "web" is the browser. Default: "web" in a browser. */
  readonly platform?: string;
  /**
   * Where the device id, the device's secret and what could not be told the server are kept over restarts of the app; its calls may
   * answer by promises, as those of React Native's AsyncStorage. Default: localStorage, where there is one, else nothing is kept.
   */
  readonly storage?: KeyValueStorage;
  /**
   * Whether tabs of a browser share one connection and are one device, with one storage: where the browser has one, Web Locks and BroadcastChannel.
   * Default: shared, unless the app gives a `storage`; outside browsers separate. Separate tabs with one `deviceID` are one device with many logins:
   * each tab's login ends the one before.
   */
  readonly tabs?: 'shared' | 'separate';
  /** Default: the platform's own. */
  readonly webSocket?: WebSocketConstructor;
  /** False: messages are never acknowledged and invitations never confirmed, as by a process that is frozen; call `acknowledge` yourself. Default true. */
  readonly autoAck?: boolean;
  /** How long a request may take, 1..2,147,483,647 ms. Default 10,000. */
  readonly requestTimeoutMs?: number;
  /** How long a message or a `callInvite` may wait for being sent, over reconnects, 1..2,147,483,647 ms. Default 30,000. */
  readonly sendTimeoutMs?: number;
  /** How long `login` tries to reach the server, 1..2,147,483,647 ms. Default 15,000. */
  readonly loginTimeoutMs?: number;
  /** Bounds of the pause before reconnecting, and before syncing again after a failure, ms. Default 500 and 30,000. */
  readonly reconnect?: { readonly firstMs: number; readonly maxMs: number };
}

const timeouts = { requestTimeoutMs: 10_000, sendTimeoutMs: 30_000, loginTimeoutMs: 15_000 };
/** A longer timer ends at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** What the app said, with the defaults for what it did not; throws when a time is out of its range. */
export function withDefaults(config: ZIMAppConfig) {
  const settings = { autoAck: true, reconnect: { firstMs: 500, maxMs: 30_000 }, ...timeouts, ...defined(config) };
  for (const field of Object.keys(timeouts) as (keyof typeof timeouts)[]) {
    if (!(settings[field] >= 1 && settings[field] <= MAX_TIMER_MS))
      throw new ZIMError('INVALID_ARGUMENT', `${field} must be 1 to ${MAX_TIMER_MS} ms`, { field });
  }
  return settings;
}
