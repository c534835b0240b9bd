import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * All live connections, in memory.
 *
 * A session is online while its gateway's lease lives: `session` says that a connection exists, `beat` that its gateway does.
 * A gateway is known by address and epoch, so a restarted one never revives the sessions of its former life. Of two
 * sessions of one device the later login counts, and an end removes only its own connection. Times are
 * of the receiver's clock that nobody sets: by one that is set back, a gateway that crashed would stay online for as long.
 */
export interface SessionTable {
  connect(session: Session): void;
  disconnect(key: SessionKey & { readonly connectionId: string }): void;
  beat(gateway: GatewayLife, atMs: number): void;
  /** The gateway ended in order: its lease ends now. */
  gatewayClosed(gateway: GatewayLife): void;
  /** The live connections of a user; empty = offline. */
  devicesOf(app: string, userId: string, nowMs: number): Session[];
  /**
   * How often it was seen so far that a lease had begun or ended, now included. An answer about a user that was given while this number stands is
   * still true, as far as it depends on leases.
   */
  leaseChanges(nowMs: number): number;
  /** Forgets sessions of gateways whose lease ended `forMs` ago or was never seen, some in each turn of the event loop. Resolves with how many. */
  forgetDead(nowMs: number, forMs: number): Promise<number>;
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

/** What is held of a gateway's life, once for all its sessions. */
interface Lease extends GatewayLife {
  lastBeatMs: number;
  /** As it was when somebody last asked. */
  wasLive: boolean;
  sessions: number;
}

/** So many users are looked at in one turn of the event loop when sessions are forgotten: a few ms. */
const USERS_PER_TURN = 5_000;

export function createSessionTable(leaseMs: number): SessionTable {
  const users = new Map<string, Map<string, { readonly session: Session; readonly lease: Lease }>>();
  const leases = new Map<string, Lease>();
  let count = 0;
  let changes = 0;

  const leaseOf = ({ gatewayAddress, gatewayEpoch }: GatewayLife): Lease => {
    const key = `${gatewayAddress}/${gatewayEpoch}`;
    let lease = leases.get(key);
    if (lease === undefined) {
      const gateway = { gatewayAddress: compact(gatewayAddress), gatewayEpoch: compact(gatewayEpoch) };
      leases.set(key, (lease = { ...gateway, lastBeatMs: -Infinity, wasLive: false, sessions: 0 }));
    }
    return lease;
  };
  /** Whoever asks sees the change, if there was one: so none lies between two answers that is not counted. */
  const isLive = (lease: Lease, nowMs: number): boolean => {
    const live = nowMs - lease.lastBeatMs < leaseMs;
    if (live !== lease.wasLive) changes += 1;
    lease.wasLive = live;
    return live;
  };
  const remove = (user: string, deviceId: string): void => {
    const devices = users.get(user);
    const held = devices?.get(deviceId);
    if (devices === undefined || held === undefined) return;
    held.lease.sessions -= 1;
    count -= 1;
    devices.delete(deviceId);
    if (devices.size === 0) users.delete(user);
  };

  return {
    connect: (session) => {
      const user = userKey(session.app, session.userId);
      const existing = users.get(user)?.get(session.deviceId);
      if (existing !== undefined && isLater(existing.session, session)) return;
      remove(user, session.deviceId);
      const lease = leaseOf(session);
      const { gatewayAddress, gatewayEpoch } = lease;
      const held = { session: { ...compactSession(session), gatewayAddress, gatewayEpoch }, lease };
      const devices = users.get(user);
      if (devices === undefined) users.set(compact(user), new Map([[held.session.deviceId, held]]));
      else devices.set(held.session.deviceId, held);
      lease.sessions += 1;
      count += 1;
    },
    disconnect: ({ app, userId, deviceId, connectionId }) => {
      const user = userKey(app, userId);
      if (users.get(user)?.get(deviceId)?.session.connectionId === connectionId) remove(user, deviceId);
    },
    beat: (gateway, atMs) => {
      const lease = leaseOf(gateway);
      lease.lastBeatMs = Math.max(lease.lastBeatMs, atMs);
    },
    gatewayClosed: (gateway) => {
      leaseOf(gateway).lastBeatMs = -Infinity;
    },
    devicesOf: (app, userId, nowMs) => {
      const devices = users.get(userKey(app, userId));
      if (devices === undefined) return [];
      return [...devices.values()].filter(({ lease }) => isLive(lease, nowMs)).map(({ session }) => session);
    },
    leaseChanges: (nowMs) => {
      for (const lease of leases.values()) isLive(lease, nowMs);
      return changes;
    },
    forgetDead: async (nowMs, forMs) => {
      const isOver = ({ lastBeatMs }: Lease): boolean => nowMs - lastBeatMs > leaseMs + forMs;
      let forgotten = 0;
      if ([...leases.values()].some((lease) => isOver(lease) && lease.sessions > 0)) {
        let looked = 0;
        for (const [user, devices] of users) {
          for (const { session, lease } of devices.values()) {
            if (!isOver(lease)) continue;
            remove(user, session.deviceId);
            forgotten += 1;
          }
          looked += 1;
          if (looked % USERS_PER_TURN === 0) await nextTurn();
        }
      }
      for (const [key, lease] of leases) if (isOver(lease) && lease.sessions === 0) leases.delete(key);
      return forgotten;
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

function compactSession(session: Session): Session {
  const { app, userId, deviceId, connectionId, platform } = session;
  return {
    ...session,
    app: compact(app),
    userId: compact(userId),
    deviceId: compact(deviceId),
    connectionId: compact(connectionId),
    platform: compact(platform),
  };
}

/** The same text in one piece: a decoded string is a tree of pieces of eight characters, which takes five times as much for as long as it is held. */
function compact(text: string): string {
  return Buffer.from(text).toString();
}
