/**
 * All live connections, in memory.
 *
 * A session is online while its gateway's lease lives: `session` says that a connection exists, `beat` that its gateway does.
 * A gateway is known by address and epoch, so a restarted one never revives the sessions of its former life. Of two
 * sessions of one device the later login counts, and an end removes only its own connection. Times are the receiver's clock.
 */
export interface SessionTable {
  connect(session: Session): void;
  disconnect(key: SessionKey & { readonly connectionId: string }): void;
  beat(gateway: GatewayLife, atMs: number): void;
  /** The gateway ended in order: its lease ends now. */
  gatewayClosed(gateway: GatewayLife): void;
  /** The live connections of a user; empty = offline. */
  devicesOf(app: string, userId: string, nowMs: number): Session[];
  /** Forgets sessions of gateways whose lease ended `forMs` ago or was never seen. Returns how many. */
  forgetDead(nowMs: number, forMs: number): number;
  /** Sessions held, dead ones included. */
  size(): number;
}

export interface SessionKey {
  readonly app: string;
  readonly userId: string;
  readonly deviceId: string;
}

export interface GatewayLife {
  readonly gatewayAddress: string;
  readonly gatewayEpoch: string;
}

export interface Session extends SessionKey, GatewayLife {
  readonly connectionId: string;
  readonly connectedAtMs: number;
  /** The greater is the later; 0 = not known, then the gateways' clocks decide. */
  readonly loginNumber: number;
  readonly platform: string;
  /** The client says that its app is in the background. */
  readonly background: boolean;
}

export function createSessionTable(leaseMs: number): SessionTable {
  const users = new Map<string, Map<string, Session>>();
  const lastBeats = new Map<string, number>();
  let count = 0;

  const remove = (user: string, deviceId: string): void => {
    const devices = users.get(user);
    if (devices?.delete(deviceId) !== true) return;
    count -= 1;
    if (devices.size === 0) users.delete(user);
  };

  return {
    connect: (session) => {
      const user = userKey(session.app, session.userId);
      let devices = users.get(user);
      if (devices === undefined) users.set(user, (devices = new Map<string, Session>()));
      const existing = devices.get(session.deviceId);
      if (existing !== undefined && isLater(existing, session)) return;
      if (existing === undefined) count += 1;
      devices.set(session.deviceId, session);
    },
    disconnect: ({ app, userId, deviceId, connectionId }) => {
      const user = userKey(app, userId);
      if (users.get(user)?.get(deviceId)?.connectionId === connectionId) remove(user, deviceId);
    },
    beat: (gateway, atMs) => {
      const key = gatewayKey(gateway);
      if (atMs > (lastBeats.get(key) ?? -Infinity)) lastBeats.set(key, atMs);
    },
    gatewayClosed: (gateway) => {
      lastBeats.set(gatewayKey(gateway), -Infinity);
    },
    devicesOf: (app, userId, nowMs) => {
      const devices = users.get(userKey(app, userId));
      if (devices === undefined) return [];
      return [...devices.values()].filter(
        (session) => nowMs - (lastBeats.get(gatewayKey(session)) ?? -Infinity) < leaseMs,
      );
    },
    forgetDead: (nowMs, forMs) => {
      const before = count;
      for (const [user, devices] of users) {
        for (const session of devices.values()) {
          if (nowMs - (lastBeats.get(gatewayKey(session)) ?? -Infinity) > leaseMs + forMs)
            remove(user, session.deviceId);
        }
      }
      for (const [gateway, at] of lastBeats) if (nowMs - at > leaseMs + forMs) lastBeats.delete(gateway);
      return before - count;
    },
    size: () => count,
  };
}

function isLater(one: Session, other: Session): boolean {
  return one.loginNumber > 0 && other.loginNumber > 0
    ? one.loginNumber > other.loginNumber
    : one.connectedAtMs > other.connectedAtMs;
}

function userKey(app: string, userId: string): string {
  return `${app}/${userId}`;
}

function gatewayKey({ gatewayAddress, gatewayEpoch }: GatewayLife): string {
  return `${gatewayAddress}/${gatewayEpoch}`;
}
